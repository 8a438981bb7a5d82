package io.github.kitmaven.sandbox;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What leads kubectl, kit and others to sandboxes. */
public final class Kubeconfig {
    private Kubeconfig() {}

    /**
     * One sandbox.
     *
     * @param name of the cluster and of the context
     * @param namespace that of what names none
     * @param url the server's address
     */
    public record Context(String name, String namespace, URI url) {}

    /**
     * Writes a kubeconfig that only this user may read, in place of the one that is there.
     *
     * @param file the file; its folder is made if need be
     * @param contexts the sandboxes, at least one; the first is the current one
     * @return the file
     * @throws EnvironmentException if the file can't be written
     */
    public static Path write(Path file, List<Context> contexts) {
        List<String> lines = new ArrayList<>(List.of("apiVersion: v1", "kind: Config"));
        if (contexts.size() == 1) {
            lines.add("metadata: {name: " + quoted(contexts.get(0).name()) + "}");
        }
        lines.add("clusters: " + list(contexts, "{name: %1$s, cluster: {server: %3$s}}"));
        lines.add("users: [{name: sandbox, user: {}}]");
        lines.add("contexts: "
                + list(contexts, "{name: %1$s, context: {cluster: %1$s, user: sandbox, namespace: %2$s}}"));
        lines.add("current-context: " + quoted(contexts.get(0).name()));
        try {
            OwnFile.write(file, String.join("\n", lines) + "\n");
            return file;
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of("the sandbox's kubeconfig can't be written to " + file, "Check the folder"), e);
        }
    }

    private static String list(List<Context> contexts, String format) {
        return contexts.stream()
                .map(it -> format.formatted(
                        quoted(it.name()),
                        quoted(it.namespace()),
                        quoted(it.url().toString())))
                .collect(Collectors.joining(",\n    ", "[", "]"));
    }

    private static String quoted(String text) {
        return Json.text(Json.tree(text));
    }
}
