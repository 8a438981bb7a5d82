package io.github.kitmaven.explain;

import io.github.kitmaven.git.Blame;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.render.PrintedLine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked to have explained.
 *
 * @param cluster the cluster's name
 * @param namespace the namespace; empty where the cluster sets none apart
 * @param resource the resource's name; empty where only the cluster's vars are looked at
 * @param line the rendered line that was asked for
 * @param values the value that was asked for, or those that decide on the line
 * @param history who changed each place last; empty outside of a git repository
 * @param secrets what must not be shown
 */
public record Explanation(
        String cluster,
        String namespace,
        Optional<String> resource,
        Optional<Line> line,
        List<Explained> values,
        Optional<Map<Origin, Blame>> history,
        Secrets secrets) {

    /**
     * A line of a rendered file.
     *
     * @param output the file and line, {@code <cluster>/<file>:<line>}
     * @param printed where it comes from
     */
    public record Line(Origin output, PrintedLine printed) {}

    /** {@return every place of the repo that is named} */
    public Set<Origin> places() {
        Set<Origin> places = new LinkedHashSet<>();
        line.ifPresent(it -> places.add(it.printed().source()));
        values.forEach(value -> value.settings().forEach(setting -> places.add(setting.origin())));
        return places;
    }

    /**
     * Adds who changed the places last.
     *
     * @param known who changed each; empty outside of a git repository
     * @return the explanation with it
     */
    public Explanation with(Optional<Map<Origin, Blame>> known) {
        return new Explanation(cluster, namespace, resource, line, values, known, secrets);
    }

    /** The text of a rendered line as it may be shown. */
    String text(Line shown) {
        return secrets.mask(shown.printed().text());
    }

    /** {@return who changed a place last, where that is known} */
    Optional<Blame> blame(Origin place) {
        return history.flatMap(known -> Optional.ofNullable(known.get(place)));
    }
}
