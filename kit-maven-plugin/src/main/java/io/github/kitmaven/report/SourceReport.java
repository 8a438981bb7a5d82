package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A place in the repo that decides on a value.
 *
 * @param what what stands there: {@code template}, or the layer, such as {@code cluster} or {@code image}
 * @param name the value's name in the templates; empty for the template itself
 * @param file the file, relative to the repo
 * @param line the line, counted from 1; 0 where the file as a whole is meant
 * @param commit the commit that set it last; empty where that is not known
 * @param author who made that commit
 */
public record SourceReport(
        String what,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String name,
        String file,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int line,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> commit,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> author) {}
