package io.github.kitmaven.report;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Annotations of a pull request: workflow commands of GitHub Actions. A runner looks for them at the begin of the
 * lines of a step's output, so they must not go through a log.
 *
 * <p>Source of the notation and its escapes: GitHub's workflow commands and the {@code command.ts} of its toolkit.
 */
public final class Annotations implements RunListener {
    private final Path repo;
    private final Optional<Path> workspace;
    private final PrintStream out;

    /**
     * Prepares for a repo.
     *
     * @param repo the folder of kit.yaml
     * @param workspace the folder that the runner takes paths to be relative to, if there is another
     * @param out the step's output
     */
    public Annotations(Path repo, Optional<Path> workspace, PrintStream out) {
        this.repo = repo;
        this.workspace = workspace.filter(repo::startsWith);
        this.out = out;
    }

    @Override
    public void ended(RunReport report) {
        print(Annotation.of(report));
    }

    /**
     * Prints annotations.
     *
     * @param annotations the annotations
     */
    public void print(List<Annotation> annotations) {
        annotations.forEach(annotation -> out.print(line(annotation) + "\n"));
        out.flush();
    }

    private String line(Annotation annotation) {
        // what a template printed is no file of the repo, so its place is told in words
        Optional<PlaceReport> place =
                annotation.problem().origin().filter(origin -> Files.exists(repo.resolve(origin.file())));
        String command = switch (annotation.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
        return "::" + command + " " + place.map(this::properties).orElse("") + "title=kit "
                + property(annotation.rule()) + "::" + data(annotation.words(place.isPresent()));
    }

    private String properties(PlaceReport place) {
        Path file = repo.resolve(place.file());
        String shown = workspace.orElse(repo).relativize(file).toString().replace('\\', '/');
        return "file=" + property(shown) + ","
                + (place.line() > 0 ? "line=" + place.line() + "," : "")
                + (place.column() > 0 ? "col=" + place.column() + "," : "");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
