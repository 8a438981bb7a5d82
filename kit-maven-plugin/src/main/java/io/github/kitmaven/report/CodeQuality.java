package io.github.kitmaven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Annotations of a merge request: the report of code quality that GitLab reads as an artifact. What has no place in a file
 * of the repo is left out, for GitLab shows it nowhere.
 *
 * <p>Source of the format: GitLab's documentation of code quality reports, "Implement a custom tool".
 */
public final class CodeQuality implements RunListener {
    private final Path repo;
    private final Optional<Path> project;
    private final Path file;

    /**
     * Prepares for a repo.
     *
     * @param repo the folder of kit.yaml
     * @param project the root of the project, if the repo is a folder in it
     * @param file where the report goes
     */
    public CodeQuality(Path repo, Optional<Path> project, Path file) {
        this.repo = repo;
        this.project = project.filter(repo::startsWith);
        this.file = file;
    }

    @Override
    public void ended(RunReport report) throws IOException {
        write(Annotation.of(report));
    }

    /**
     * Writes the report.
     *
     * @param annotations what to say, and where
     * @throws IOException if it can't be written
     */
    public void write(List<Annotation> annotations) throws IOException {
        ArrayNode issues = JsonFile.JSON.createArrayNode();
        for (Annotation annotation : annotations) {
            annotation
                    .problem()
                    .origin()
                    .filter(origin -> Files.exists(repo.resolve(origin.file())))
                    .ifPresent(place -> issues.add(issue(annotation, place)));
        }
        JsonFile.write((Object) issues, file);
    }

    private ObjectNode issue(Annotation annotation, PlaceReport place) {
        String path = project.orElse(repo)
                .relativize(repo.resolve(place.file()))
                .toString()
                .replace('\\', '/');
        String words = annotation.words(true);
        ObjectNode issue = JsonFile.object();
        issue.put("description", words);
        issue.put("check_name", "kit " + annotation.rule());
        issue.put("fingerprint", fingerprint(annotation.rule() + "\n" + path + "\n" + words));
        issue.put(
                "severity",
                switch (annotation.severity()) {
                    case ERROR -> "critical";
                    case WARNING -> "minor";
                    case NOTE -> "info";
                });
        issue.putObject("location").put("path", path).putObject("lines").put("begin", Math.max(1, place.line()));
        return issue;
    }

    /** The same for the same problem in the next run, so that GitLab can tell new ones from old ones. */
    private static String fingerprint(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
