package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Every kind that the server knows: the built-in ones of {@code kinds.txt}, and those of CustomResourceDefinitions. */
final class KindTable {
    private static final List<Kind> BUILT_IN =
            DataFile.lines("kinds.txt").stream().map(KindTable::builtIn).toList();

    private final Map<String, List<Kind>> custom = new ConcurrentSkipListMap<>();

    /** All kinds, the built-in ones first, the preferred version of a kind before its others. */
    Stream<Kind> all() {
        return Stream.concat(BUILT_IN.stream(), custom.values().stream().flatMap(Collection::stream));
    }

    Optional<Kind> byPlural(String group, String version, String plural) {
        return all().filter(kind -> kind.plural().equals(plural)
                        && kind.group().equals(group)
                        && kind.version().equals(version))
                .findFirst();
    }

    /** The kind in its preferred version. */
    Optional<Kind> byResource(String resource) {
        return all().filter(kind -> kind.is(resource)).findFirst();
    }

    Optional<Kind> byApiVersion(String apiVersion, String name) {
        return all().filter(
                        kind -> kind.name().equals(name) && kind.apiVersion().equals(apiVersion))
                .findFirst();
    }

    /** The API groups with their versions, the preferred version first. */
    Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        all().forEach(kind -> {
            List<String> versions = groups.computeIfAbsent(kind.group(), group -> new ArrayList<>());
            if (!versions.contains(kind.version())) {
                versions.add(kind.version());
            }
        });
        return groups;
    }

    /** Serves the kinds of a CustomResourceDefinition, in place of those that it had before. */
    void define(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        List<Kind> kinds = StreamSupport.stream(spec.path("versions").spliterator(), false)
                .filter(version -> version.path("served").asBoolean())
                .map(version -> custom(spec, version))
                .toList();
        custom.put(definition.path("metadata").path("name").asText(), kinds);
    }

    /** Serves the kinds of a CustomResourceDefinition no more. */
    void forget(String definitionName) {
        custom.remove(definitionName);
    }

    private static Kind custom(JsonNode spec, JsonNode version) {
        JsonNode names = spec.path("names");
        List<String> subresources = new ArrayList<>();
        version.path("subresources").fieldNames().forEachRemaining(subresources::add);
        return new Kind(
                spec.path("group").asText(),
                version.path("name").asText(),
                names.path("kind").asText(),
                names.path("plural").asText(),
                spec.path("scope").asText().equals("Namespaced"),
                texts(names.path("shortNames")),
                texts(names.path("categories")),
                subresources,
                true,
                true,
                Schema.ofCustomResource());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Kind builtIn(String line) {
        String[] words = line.split(" ");
        int slash = words[0].indexOf('/');
        boolean stored = !words[6].equals("create-only");
        return new Kind(
                slash < 0 ? "" : words[0].substring(0, slash),
                words[0].substring(slash + 1),
                words[1],
                words[2],
                words[3].equals("namespaced"),
                list(words[4]),
                list(words[5]),
                stored ? list(words[6]) : List.of(),
                stored,
                false,
                Schema.of(words[0], words[1]));
    }

    private static List<String> list(String word) {
        return word.equals("-") ? List.of() : List.of(word.split(","));
    }
}
