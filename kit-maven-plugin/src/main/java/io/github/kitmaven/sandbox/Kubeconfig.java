package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

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
     * @param contexts the sandboxes, the current one first
     * @return the file
     * @throws EnvironmentException if the file can't be written
     */
    public static Path write(Path file, List<Context> contexts) {
        ObjectNode config = Json.object().put("apiVersion", "v1").put("kind", "Config");
        contexts.stream().findFirst().ifPresent(first -> config.put("current-context", first.name()));
        if (contexts.size() == 1) {
            config.putObject("metadata").put("name", contexts.get(0).name());
        }
        for (Context context : contexts) {
            Json.list(config, "clusters")
                    .addObject()
                    .put("name", context.name())
                    .putObject("cluster")
                    .put("server", context.url().toString());
            Json.list(config, "contexts")
                    .addObject()
                    .put("name", context.name())
                    .putObject("context")
                    .put("cluster", context.name())
                    .put("user", "sandbox")
                    .put("namespace", context.namespace());
        }
        Json.list(config, "users").addObject().put("name", "sandbox").putObject("user");
        try {
            OwnFile.write(file, config.toPrettyString() + "\n");
            return file;
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of("the sandbox's kubeconfig can't be written to " + file, "Check the folder"), e);
        }
    }
}
