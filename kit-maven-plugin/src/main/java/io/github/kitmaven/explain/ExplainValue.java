package io.github.kitmaven.explain;

import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import java.util.List;

/** An explanation for programs of a shell: the value alone, or of a rendered line the places it comes from. */
public final class ExplainValue {
    private ExplainValue() {}

    /**
     * Answers with an explanation.
     *
     * @param explanation the explanation
     * @return the value that was asked for: a scalar as it is, a map or list as JSON in one line; of a line, {@code
     *     file:line:column} of its template and of each place that set a value of it
     */
    public static List<String> of(Explanation explanation) {
        if (explanation.line().isPresent()) {
            return explanation.places().stream().map(Origin::toString).toList();
        }
        Shown shown = new Shown(explanation.secrets());
        return explanation.values().stream()
                .flatMap(explained ->
                        explained.value().stream().map(value -> explained.secret() ? Secrets.MASK : text(value, shown)))
                .toList();
    }

    private static String text(Value value, Shown shown) {
        return value instanceof Scalar scalar
                ? shown.text(scalar.shown())
                : shown.json(value).toString();
    }
}
