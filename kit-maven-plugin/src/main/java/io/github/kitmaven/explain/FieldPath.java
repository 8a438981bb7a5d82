package io.github.kitmaven.explain;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows the path of a field of a Kubernetes object, as a plan names it, in the YAML that the object was read from. */
public final class FieldPath {
    private FieldPath() {}

    /**
     * Looks for objects in a document.
     *
     * @param document the document
     * @return the items of a list, or the document itself
     */
    public static List<Value> objects(Value document) {
        boolean list = document instanceof Mapping object
                && object.get("kind")
                        .filter(kind -> kind.text().endsWith("List"))
                        .isPresent()
                && object.get("items").isPresent();
        return list
                ? ((Mapping) document)
                        .get("items").filter(Sequence.class::isInstance).stream()
                                .flatMap(items -> ((Sequence) items).elements().stream())
                                .toList()
                : List.of(document);
    }

    /**
     * Follows a path as far as the text goes: where a whole map or list changes, that is its end.
     *
     * @param object the object
     * @param path the path, such as {@code spec.containers[web].image} or {@code data[application.properties]}
     * @return the value; empty where the object has none there
     */
    public static Optional<Value> find(Value object, String path) {
        if (path.isEmpty()) {
            return Optional.of(object);
        }
        if (object instanceof Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .flatMap(entry -> rest(path, entry.getKey()).flatMap(rest -> find(entry.getValue(), rest)).stream())
                    .findFirst();
        }
        if (object instanceof Sequence list && path.startsWith("[") && path.indexOf(']') > 0) {
            String key = path.substring(1, path.indexOf(']'));
            return element(list, key).flatMap(it -> find(it, withoutDot(path.substring(path.indexOf(']') + 1))));
        }
        return Optional.empty();
    }

    /** What is left of a path behind a key: plain, or in brackets where it has dots of its own. */
    private static Optional<String> rest(String path, String key) {
        for (String step : List.of("[" + key + "]", key)) {
            String rest = path.startsWith(step) ? path.substring(step.length()) : "?";
            if (rest.isEmpty() || rest.startsWith(".") || rest.startsWith("[")) {
                return Optional.of(withoutDot(rest));
            }
        }
        return Optional.empty();
    }

    private static String withoutDot(String rest) {
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }

    /** The element that has the key as one of its values, as named lists have it, or else the one at that index. */
    private static Optional<Value> element(Sequence list, String key) {
        Stream<Value> named = list.elements().stream()
                .filter(it -> it instanceof Mapping mapping
                        && mapping.entries().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .anyMatch(entry -> entry.getValue().text().equals(key)));
        Optional<Value> found = named.findFirst();
        return found.isPresent() || !key.matches("\\d{1,9}")
                ? found
                : list.elements().stream().skip(Integer.parseInt(key)).findFirst();
    }
}
