package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a rendered file, as the user names it: {@code web.yaml:14}, {@code eu-1/web.yaml:14}, or with more folders
 * before.
 *
 * @param folder the folder that the file lies in, a cluster's name; empty where it is left out
 * @param file the file's name
 * @param line the line, counted from 1
 */
public record RenderedLine(Optional<String> folder, String file, int line) {
    private static final Pattern FORM = Pattern.compile("(?:(?:.*/)?([^/]+)/)?([^/:]+):([1-9][0-9]{0,8})(?::[0-9]+)?");

    /**
     * Reads a line's name.
     *
     * @param text as the user wrote it
     * @return the line
     * @throws UserException if it is none
     */
    public static RenderedLine of(String text) {
        Matcher form = FORM.matcher(text.strip().replace('\\', '/'));
        if (!form.matches()) {
            throw new UserException(Diagnostic.of(
                    "-Dkit.explain.line is '" + text + "', which names no line",
                    "Write the rendered file and the line, such as web.yaml:14 or eu-1/web.yaml:14"));
        }
        return new RenderedLine(Optional.ofNullable(form.group(1)), form.group(2), Integer.parseInt(form.group(3)));
    }

    /** The clusters that the folder leaves; all where it is left out or names none. */
    List<ClusterConfig> among(List<ClusterConfig> clusters) {
        List<ClusterConfig> named = clusters.stream()
                .filter(it -> folder.equals(Optional.of(it.cluster().name())))
                .toList();
        return named.isEmpty() ? clusters : named;
    }
}
