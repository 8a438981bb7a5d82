package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.schema.BuiltInKinds;
import io.github.kitmaven.schema.Kind;
import io.github.kitmaven.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Every kind that the server knows: the built-in ones, and those of CustomResourceDefinitions. */
final class KindTable {
    private final Map<String, List<Kind>> custom = new ConcurrentSkipListMap<>();

    /** All kinds, the built-in ones first, the preferred version of a kind before its others. */
    Stream<Kind> all() {
        return Stream.concat(
                BuiltInKinds.all().stream(), custom.values().stream().flatMap(Collection::stream));
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
}
