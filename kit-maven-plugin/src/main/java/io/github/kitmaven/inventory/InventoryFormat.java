package io.github.kitmaven.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.inventory.Inventory.Since;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.ManifestKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An inventory as a ConfigMap, in lines that people can read. A name of Kubernetes has no {@code %}, so {@code %20} can stand
 * for a space in one.
 */
final class InventoryFormat {
    /** The API server takes 1 MiB for the values of a ConfigMap; the rest of the object needs some room, too. */
    private static final int MOST_BYTES = 900_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String WHOLE_CLUSTER = "-";

    private InventoryFormat() {}

    /** The ConfigMap; a release, the oldest first, loses its images and then its place where there is too much. */
    static ObjectNode write(ApplySet set, String tooling, Inventory inventory) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", set.name()).put("namespace", set.namespace());
        metadata.putObject("labels").put(KitLabels.MANAGED_BY, "kit").put(ApplySet.ID, set.id());
        metadata.putObject("annotations")
                .put(ApplySet.TOOLING, tooling)
                .put(ApplySet.GROUP_KINDS, inventory.members().groupKinds())
                .put(ApplySet.NAMESPACES, inventory.members().namespacesBut(set.namespace()));
        ObjectNode data = tree.putObject("data");
        data.put("cluster", inventory.cluster());
        inventory.newest().ifPresent(commit -> data.put("commit", commit(commit)));
        put(data, "objects", lines(inventory.objects()));
        put(data, "pending", lines(inventory.pending()));
        put(data, "leftovers", leftovers(inventory));
        put(data, "jobs", jobs(inventory));
        int room = MOST_BYTES - data.toString().getBytes(StandardCharsets.UTF_8).length;
        put(data, "releases", ReleaseFormat.write(inventory.releases(), room));
        return tree;
    }

    private static void put(ObjectNode data, String key, String text) {
        if (!text.isEmpty()) {
            data.put(key, text);
        }
    }

    private static String commit(DeployedCommit commit) {
        return (commit.id() + " " + commit.time().map(Instant::toString).orElse("")).strip();
    }

    /** A line for each kind and namespace: {@code apps/v1 Deployment shop orders web}. */
    private static String lines(Members members) {
        SortedMap<String, StringBuilder> lines = new TreeMap<>();
        members.versions()
                .forEach((key, version) -> lines.computeIfAbsent(place(key, version), place -> new StringBuilder(place))
                        .append(' ')
                        .append(key.name().replace(" ", "%20")));
        StringBuilder text = new StringBuilder();
        lines.values().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static String place(ManifestKey key, String version) {
        return version + " " + key.kind() + " " + (key.namespace().isEmpty() ? WHOLE_CLUSTER : key.namespace());
    }

    private static String line(ManifestKey key, String version) {
        return place(key, version) + " " + key.name().replace(" ", "%20");
    }

    private static String leftovers(Inventory inventory) {
        StringBuilder text = new StringBuilder();
        inventory
                .leftovers()
                .forEach((key, since) -> text.append(
                                line(key, inventory.objects().version(key).orElseThrow()))
                        .append(" since ")
                        .append(since.time())
                        .append(since.commit().isEmpty() ? "" : " " + since.commit())
                        .append('\n'));
        return text.toString();
    }

    private static String jobs(Inventory inventory) {
        StringBuilder text = new StringBuilder();
        inventory
                .jobs()
                .forEach((key, time) -> text.append(line(key, "batch/v1"))
                        .append(" ran ")
                        .append(time)
                        .append('\n'));
        return text.toString();
    }

    /** Reads a ConfigMap; what somebody wrote into it by hand and makes no sense counts as not there. */
    static Inventory read(ObjectNode tree) {
        JsonNode data = tree.path("data");
        SortedMap<ManifestKey, Since> leftovers = new TreeMap<>();
        SortedMap<ManifestKey, Instant> jobs = new TreeMap<>();
        words(data, "leftovers").forEach(words -> {
            if (words.length >= 6) {
                DeployedCommit.time(words[5])
                        .ifPresent(time ->
                                leftovers.put(key(words, words[3]), new Since(words.length > 6 ? words[6] : "", time)));
            }
        });
        words(data, "jobs").forEach(words -> {
            if (words.length >= 6) {
                DeployedCommit.time(words[5]).ifPresent(time -> jobs.put(key(words, words[3]), time));
            }
        });
        Members objects = members(data, "objects");
        leftovers.keySet().retainAll(objects.keys());
        return new Inventory(
                data.path("cluster").asText(""),
                newest(data.path("commit").asText("")),
                objects,
                members(data, "pending"),
                leftovers,
                jobs,
                ReleaseFormat.read(data.path("releases").asText("")));
    }

    private static Optional<DeployedCommit> newest(String text) {
        String[] words = text.strip().split(" +");
        return words[0].isEmpty()
                ? Optional.empty()
                : Optional.of(new DeployedCommit(
                        words[0], words.length > 1 ? DeployedCommit.time(words[1]) : Optional.empty()));
    }

    private static Members members(JsonNode data, String key) {
        SortedMap<ManifestKey, String> versions = new TreeMap<>();
        words(data, key).forEach(words -> {
            for (int i = 3; i < words.length; i++) {
                versions.put(key(words, words[i]), words[0]);
            }
        });
        return new Members(versions);
    }

    private static java.util.stream.Stream<String[]> words(JsonNode data, String key) {
        return data.path(key).asText("").lines().map(line -> line.strip().split(" +"));
    }

    private static ManifestKey key(String[] words, String name) {
        int slash = words[0].indexOf('/');
        return new ManifestKey(
                        slash < 0 ? "" : words[0].substring(0, slash),
                        words[1],
                        words[2].equals(WHOLE_CLUSTER) ? "" : words[2],
                        name.replace("%20", " "))
                .kept();
    }
}
