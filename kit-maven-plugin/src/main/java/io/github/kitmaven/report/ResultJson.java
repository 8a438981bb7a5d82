package io.github.kitmaven.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult.Status;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;

/** The result for machines, {@code target/kit/result.json}. A key once in it keeps its meaning; new ones may join. */
public final class ResultJson {
    /** The format's version; raised when a key changes its meaning or goes. */
    static final int VERSION = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Keys whose values are words of kit, or a time or a commit: no secret, even where one reads the same. */
    private static final Set<String> OWN_WORDS =
            Set.of("goal", "status", "action", "state", "certainty", "startedAt", "commit");

    private ResultJson() {}

    /**
     * Writes the file, whole or not at all.
     *
     * @param result the result
     * @param secrets values that are masked wherever they stand in it, such as in what a server said
     * @param file where to; its folder is made
     * @throws IOException if the disk is full or the folder can't be written
     */
    public static void write(Result result, Secrets secrets, Path file) throws IOException {
        write(out -> print(result, secrets, out), file);
    }

    static void write(String text, Path file) throws IOException {
        write(out -> out.write(text), file);
    }

    /** Prints a text. */
    private interface Printing {
        void to(Writer out) throws IOException;
    }

    private static void write(Printing text, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try (Writer out = Files.newBufferedWriter(unfinished)) {
            text.to(out);
        }
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Cluster by cluster: the tree of a whole fleet would fill the memory. */
    private static void print(Result result, Secrets secrets, Writer out) throws IOException {
        JsonGenerator json = JSON.writer().createGenerator(out);
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> entry : masked(head(result), secrets).properties()) {
            json.writeFieldName(entry.getKey());
            json.writeTree(entry.getValue());
        }
        json.writeArrayFieldStart("clusters");
        for (ClusterResult cluster : result.clusters()) {
            json.writeTree(masked(cluster(cluster), secrets));
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    static String text(ObjectNode tree, Secrets secrets) {
        return text((ObjectNode) masked(tree, secrets));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String text(ObjectNode tree) {
        try {
            return JSON.writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    /** Value by value: in the text, a secret might be a part of JSON's own signs. */
    private static JsonNode masked(JsonNode node, Secrets secrets) {
        if (node instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(entry -> !OWN_WORDS.contains(entry.getKey()))
                    .forEach(entry -> entry.setValue(masked(entry.getValue(), secrets)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i), secrets));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(secrets.mask(node.asText()));
        }
        return node;
    }

    /** All but the clusters. */
    private static ObjectNode head(Result result) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("version", VERSION);
        tree.put("goal", result.goal());
        tree.put("successful", result.successful());
        tree.put("startedAt", result.startedAt().toString());
        tree.put("seconds", result.took().toMillis() / 1000.0);
        result.commit().ifPresent(commit -> tree.put("commit", commit));
        tree.set("progress", progress(result));
        ArrayNode problems = tree.putArray("problems");
        result.problems().forEach(problem -> problems.add(problem(problem)));
        return tree;
    }

    /** How far the run came, in clusters. */
    private static ObjectNode progress(Result result) {
        int found = result.clusters().size();
        long succeeded = count(result, Status.SUCCEEDED);
        long remaining = count(result, Status.PLANNED);
        ObjectNode tree = JSON.createObjectNode();
        tree.put("found", found);
        tree.put("successful", succeeded);
        long superseded = count(result, Status.SUPERSEDED);
        tree.put("failed", found - succeeded - remaining - superseded);
        if (superseded > 0) {
            tree.put("superseded", superseded);
        }
        tree.put("remaining", remaining);
        tree.put("percent", found == 0 ? 0 : (found - remaining) * 100 / found);
        return tree;
    }

    private static long count(Result result, Status status) {
        return result.clusters().stream()
                .filter(cluster -> cluster.status() == status)
                .count();
    }

    private static ObjectNode cluster(ClusterResult cluster) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("name", cluster.name());
        tree.put("sandbox", cluster.cluster().sandbox());
        tree.put("status", cluster.status().label());
        ObjectNode counts = tree.putObject("counts");
        for (Map.Entry<Action, Integer> count : cluster.counts().entrySet()) {
            counts.put(count.getKey().label(), count.getValue());
        }
        ArrayNode problems = tree.putArray("problems");
        cluster.problems().forEach(problem -> problems.add(problem(problem)));
        ArrayNode objects = tree.putArray("objects");
        cluster.objects().forEach(object -> objects.add(object(object)));
        return tree;
    }

    private static ObjectNode object(ObjectResult object) {
        Manifest manifest = object.step().manifest();
        ObjectNode tree = JSON.createObjectNode();
        tree.put("apiVersion", manifest.shown("apiVersion"));
        tree.put("kind", manifest.shown("kind"));
        tree.put("namespace", manifest.shown("metadata", "namespace"));
        tree.put("name", manifest.shown("metadata", "name"));
        tree.set("origin", origin(manifest.origin()));
        tree.put("action", object.step().action().label());
        tree.put("reason", object.step().reason());
        if (object.step().unchecked()) {
            tree.put("unchecked", true);
        }
        if (!object.step().changes().isEmpty()) {
            ArrayNode changes = tree.putArray("changes");
            object.step().changes().forEach(change -> changes.add(change(change)));
        }
        object.problem().ifPresent(problem -> tree.set("problem", problem(problem)));
        object.health().ifPresent(health -> tree.set("health", HealthJson.of(health)));
        return tree;
    }

    private static ObjectNode change(FieldChange change) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("path", change.path());
        change.before().ifPresent(before -> tree.put("before", before));
        change.after().ifPresent(after -> tree.put("after", after));
        if (!change.owners().isEmpty()) {
            change.owners().forEach(tree.putArray("owners")::add);
        }
        return tree;
    }

    static ObjectNode problem(Diagnostic problem) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("message", problem.message());
        problem.origin().ifPresent(origin -> tree.set("origin", origin(origin)));
        problem.advice().ifPresent(advice -> tree.put("advice", advice));
        return tree;
    }

    private static ObjectNode origin(Origin origin) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("file", origin.file());
        if (origin.line() > 0) {
            tree.put("line", origin.line());
        }
        if (origin.column() > 0) {
            tree.put("column", origin.column());
        }
        origin.rendered().ifPresent(output -> tree.set("rendered", origin(output)));
        return tree;
    }
}
