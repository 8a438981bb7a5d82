package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kitmaven.model.Origin;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A place in the text of the repo.
 *
 * @param file the file, relative to the repo's root
 * @param line the line, counted from 1; 0 where the file as a whole is meant
 * @param column the column, counted from 1; 0 where the line as a whole is meant
 * @param rendered where it stands in what was rendered from it; empty where it wasn't
 */
public record PlaceReport(
        String file,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int line,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int column,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<PlaceReport> rendered) {

    /** {@return {@code file:line:column}, as far as it is known; and where it was rendered to, if it was} */
    public String text() {
        String place = line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
        return rendered.map(output -> place + " (rendered: " + output.text() + ")")
                .orElse(place);
    }

    static PlaceReport of(Origin origin, UnaryOperator<String> mask) {
        return new PlaceReport(
                mask.apply(origin.file()),
                origin.line(),
                origin.column(),
                origin.rendered().map(output -> of(output, mask)));
    }
}
