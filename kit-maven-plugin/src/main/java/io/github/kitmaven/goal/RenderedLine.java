package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a rendered file, as the user names it: {@code web.yaml:14}, {@code eu-1/web.yaml:14}, or with more folders
 * before, such as the output folder's.
 *
 * @param file the file's name, perhaps with folders before it
 * @param line the line, counted from 1
 */
public record RenderedLine(String file, int line) {
    private static final Pattern FORM = Pattern.compile("([^:]*[^/:]):([1-9][0-9]{0,8})(?::[0-9]+)?");

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
        return new RenderedLine(form.group(1), Integer.parseInt(form.group(2)));
    }

    /** The clusters that the folders leave; all where they name none. */
    List<ClusterConfig> among(List<ClusterConfig> clusters) {
        List<ClusterConfig> named = clusters.stream()
                .filter(it -> ("/" + file).contains("/" + it.cluster().name() + "/"))
                .toList();
        return named.isEmpty() ? clusters : named;
    }

    /** Whether it names a file of a cluster, whose name is {@code <cluster>/<file>}. */
    boolean names(String rendered) {
        return ("/" + rendered).endsWith("/" + file) || ("/" + file).endsWith("/" + rendered);
    }
}
