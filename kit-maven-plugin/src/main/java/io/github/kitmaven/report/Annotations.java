package io.github.kitmaven.report;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.validate.SharedFinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Findings as annotations of a pull request: workflow commands of GitHub Actions. A runner looks for them at the begin of the
 * lines of a step's output, so they must not go through a log.
 *
 * <p>Source of the notation and its escapes: GitHub's workflow commands and the {@code command.ts} of its toolkit.
 */
public final class Annotations {
    private final Path repo;
    private final Optional<Path> workspace;

    /**
     * Prepares for a repo.
     *
     * @param repo the folder of kit.yaml
     * @param workspace the folder that the runner takes paths to be relative to, if there is another
     */
    public Annotations(Path repo, Optional<Path> workspace) {
        this.repo = repo;
        this.workspace = workspace.filter(repo::startsWith);
    }

    /**
     * Makes a line for each finding.
     *
     * @param validation the findings
     * @return the lines
     */
    public List<String> lines(Validation validation) {
        return validation.findings().stream().map(this::line).toList();
    }

    private String line(SharedFinding shared) {
        Diagnostic diagnostic = shared.finding().diagnostic();
        Optional<Origin> place = diagnostic.origin().filter(origin -> Files.exists(repo.resolve(origin.file())));
        String where = shared.clusters().isEmpty() ? "" : " (" + ValidationText.where(shared.clusters()) + ")";
        // what a template printed is no file of the repo, so its place is told in words
        String words = new Diagnostic(
                        diagnostic.message(),
                        place.isPresent() ? Optional.empty() : diagnostic.origin(),
                        diagnostic.advice())
                .text();
        String command = switch (shared.finding().severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
        return "::" + command + " " + place.map(this::properties).orElse("") + "title=kit "
                + property(shared.finding().rule()) + "::" + data(words + where);
    }

    private String properties(Origin place) {
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
