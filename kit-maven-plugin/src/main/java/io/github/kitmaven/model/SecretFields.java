package io.github.kitmaven.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What nobody may read of an object, known by where it stands.
 *
 * @param values the fields whose value is secret, and how each may be shown: {@link Secrets#MASK}, with what is no secret
 *     around it
 * @param keys the fields whose name is secret
 */
public record SecretFields(Map<JsonPointer, String> values, Set<JsonPointer> keys) {
    /** Nothing is secret. */
    public static final SecretFields NONE = new SecretFields(Map.of(), Set.of());

    /**
     * Takes fields for secret.
     *
     * @param values the fields whose value is secret, and how each may be shown; copied
     * @param keys the fields whose name is secret; copied
     */
    public SecretFields {
        values = Map.copyOf(values);
        keys = Set.copyOf(keys);
    }

    /** {@return whether nothing is secret} */
    public boolean isEmpty() {
        return values.isEmpty() && keys.isEmpty();
    }

    /**
     * Takes a field of {@code metadata} for secret as well.
     *
     * @param name the field
     * @return these fields and that one
     */
    public SecretFields andMetadata(String name) {
        Map<JsonPointer, String> more = new HashMap<>(values);
        more.put(path("metadata", name), Secrets.MASK);
        return new SecretFields(more, keys);
    }

    /**
     * Takes copies for secret as well: what was made of the object may have its secrets in more places.
     *
     * @param before the object
     * @param after what was made of it
     * @return what is secret of that
     */
    public SecretFields following(JsonNode before, JsonNode after) {
        if (isEmpty()) {
            return this;
        }
        Secrets own = new Secrets();
        addTo(before, own);
        Map<JsonPointer, String> moreValues = new HashMap<>(values);
        Set<JsonPointer> moreKeys = new HashSet<>(keys);
        Set<String> names =
                keys.stream().map(key -> key.last().getMatchingProperty()).collect(Collectors.toSet());
        follow(JsonPointer.empty(), before, after, (place, node) -> {
            String shown = own.mask(node.asText(""));
            if (node.isValueNode() && !shown.equals(node.asText(""))) {
                moreValues.put(place, shown);
            }
            if (place.last() != null && names.contains(place.last().getMatchingProperty())) {
                moreKeys.add(place);
            }
        });
        return new SecretFields(moreValues, moreKeys);
    }

    /** Visits what is new, or another than before. */
    private static void follow(
            JsonPointer at, JsonNode before, JsonNode after, BiConsumer<JsonPointer, JsonNode> changed) {
        if (after.equals(before)) {
            return;
        }
        if (before.getNodeType() != after.getNodeType() || after.isValueNode()) {
            changed.accept(at, after);
        }
        after.properties()
                .forEach(field -> follow(
                        at.appendProperty(field.getKey()), before.path(field.getKey()), field.getValue(), changed));
        for (int i = 0; after.isArray() && i < after.size(); i++) {
            follow(at.appendIndex(i), before.path(i), after.path(i), changed);
        }
    }

    /**
     * Tells what may be shown of a field.
     *
     * @param tree the object
     * @param path the keys that lead to the field
     * @return its text, without what is secret; empty where there is no such field
     */
    public String shown(JsonNode tree, String... path) {
        JsonPointer pointer = path(path);
        String text = tree.at(pointer).asText("");
        return text.isEmpty() ? text : values.getOrDefault(pointer, text);
    }

    /**
     * Adds all secret texts of the object to some secrets, for use with texts about this object alone.
     *
     * @param tree the object
     * @param secrets takes them
     */
    public void addTo(JsonNode tree, Secrets secrets) {
        values.keySet().forEach(field -> secrets.addWord(tree.at(field).asText("")));
        keys.forEach(field -> secrets.addWord(field.last().getMatchingProperty()));
    }

    private static JsonPointer path(String... keys) {
        JsonPointer pointer = JsonPointer.empty();
        for (String key : keys) {
            pointer = pointer.appendProperty(key);
        }
        return pointer;
    }

    /** {@return how much is secret, without any of it} */
    @Override
    public String toString() {
        return values.size() + keys.size() + " secret fields";
    }
}
