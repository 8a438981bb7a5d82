package io.github.kitmaven.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.inventory.Release.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Releases as JSON, one a line. */
final class ReleaseFormat {
    private static final JsonMapper JSON = new JsonMapper();

    private ReleaseFormat() {}

    /** The text of as many releases, and of as many of their images, as there is room for; the newest come first. */
    static String write(List<Release> releases, int room) {
        List<Release> kept = new ArrayList<>(releases);
        int full = kept.size();
        while (!kept.isEmpty() && bytes(kept) > room) {
            if (full > 0) {
                full--;
                kept.set(full, kept.get(full).withoutImages());
            } else {
                kept.remove(kept.size() - 1);
            }
        }
        return text(kept);
    }

    private static int bytes(List<Release> releases) {
        // in the JSON of the ConfigMap each quotation mark has a backslash before it
        return JSON.getNodeFactory().textNode(text(releases)).toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String text(List<Release> releases) {
        return releases.isEmpty()
                ? ""
                : releases.stream()
                        .map(release -> tree(release).toString())
                        .collect(Collectors.joining(",\n ", "[", "]\n"));
    }

    private static ObjectNode tree(Release release) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("time", release.time().toString());
        tree.put("who", release.who());
        if (!release.commit().isEmpty()) {
            tree.put("commit", release.commit());
        }
        if (release.dirty()) {
            tree.put("dirty", true);
        }
        if (!release.rollback().isEmpty()) {
            tree.put("rollback", release.rollback());
        }
        tree.put("result", release.result().label());
        ObjectNode images = tree.putObject("images");
        release.images().forEach((resource, used) -> {
            ArrayNode list = images.putArray(resource);
            used.forEach(list::add);
        });
        return tree;
    }

    static List<Release> read(String text) {
        List<Release> releases = new ArrayList<>();
        try {
            for (JsonNode tree : JSON.readTree(text)) {
                release(tree).ifPresent(releases::add);
            }
        } catch (JsonProcessingException e) {
            return List.of(); // written by hand: the history is lost, and nothing else
        }
        return List.copyOf(releases);
    }

    private static Optional<Release> release(JsonNode tree) {
        Optional<Instant> time = DeployedCommit.time(tree.path("time").asText(""));
        Optional<Result> result = Stream.of(Result.values())
                .filter(it -> it.label().equals(tree.path("result").asText()))
                .findFirst();
        if (time.isEmpty() || result.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> images = new TreeMap<>();
        tree.path("images").properties().forEach(entry -> {
            List<String> used = new ArrayList<>();
            entry.getValue().forEach(image -> used.add(image.asText()));
            images.put(entry.getKey(), List.copyOf(used));
        });
        return Optional.of(new Release(
                tree.path("commit").asText(""),
                tree.path("dirty").asBoolean(false),
                time.get(),
                tree.path("who").asText(""),
                result.get(),
                images,
                tree.path("rollback").asText("")));
    }
}
