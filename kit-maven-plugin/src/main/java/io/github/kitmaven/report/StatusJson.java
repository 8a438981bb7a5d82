package io.github.kitmaven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.report.FleetStatus.OfCluster;
import io.github.kitmaven.report.FleetStatus.OfResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A status for machines, {@code target/kit/status.json}. A key once in it keeps its meaning; new ones may join.
 *
 * <p>{@code version}, {@code goal} ({@code status}), {@code successful} (whether all is in step), {@code startedAt},
 * {@code commit} (of the deployments repo), {@code problems} (what ended it before it was known), and {@code clusters}: each
 * with {@code name}, {@code commit} (deployed there), {@code leftovers} and {@code resources}: each with {@code name},
 * {@code state} ({@code in step}, {@code behind}, {@code drifted}, {@code unhealthy}, {@code unknown}), {@code images},
 * {@code wanted} and {@code reasons}.
 */
public final class StatusJson {
    /** The format's version; raised when a key changes its meaning or goes. */
    static final int VERSION = 1;

    private StatusJson() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param status the status
     * @param secrets values that are masked wherever they stand in it
     * @param file where to; its folder is made
     * @throws IOException if the disk is full or the folder can't be written
     */
    public static void write(FleetStatus status, Secrets secrets, Path file) throws IOException {
        JsonFile.write(JsonFile.text(tree(status), secrets), file);
    }

    private static ObjectNode tree(FleetStatus status) {
        ObjectNode tree = JsonFile.object();
        tree.put("version", VERSION);
        tree.put("goal", "status");
        tree.put("successful", status.inStep());
        tree.put("startedAt", status.startedAt().toString());
        status.commit().ifPresent(commit -> tree.put("commit", commit));
        tree.putArray("problems");
        ArrayNode clusters = tree.putArray("clusters");
        status.clusters().forEach(cluster -> clusters.add(cluster(cluster)));
        return tree;
    }

    private static ObjectNode cluster(OfCluster cluster) {
        ObjectNode tree = JsonFile.object();
        tree.put("name", cluster.name());
        cluster.commit().ifPresent(commit -> tree.put("commit", commit));
        ArrayNode resources = tree.putArray("resources");
        cluster.resources().forEach(resource -> resources.add(resource(resource)));
        texts(tree, "leftovers", cluster.leftovers());
        return tree;
    }

    private static ObjectNode resource(OfResource resource) {
        ObjectNode tree = JsonFile.object();
        tree.put("name", resource.name());
        tree.put("state", resource.state().label());
        texts(tree, "images", resource.images());
        texts(tree, "wanted", resource.wanted());
        texts(tree, "reasons", resource.reasons());
        return tree;
    }

    private static void texts(ObjectNode tree, String key, List<String> texts) {
        ArrayNode list = tree.putArray(key);
        texts.forEach(list::add);
    }
}
