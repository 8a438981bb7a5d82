package io.github.kitmaven.plan;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.model.Secrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hides, in what a cluster has of an object, whatever stands where the object that is wanted has a secret. Where it can't be
 * told which item of a list, or which key of a map, stands there, all that may are hidden.
 */
final class Veil {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SecretFields secret;
    private final Set<String> texts = new HashSet<>();

    private Veil(SecretFields secret) {
        this.secret = secret;
    }

    /** Hides in a tree, which may be changed by it, what is secret of a manifest; the very same tree if nothing is. */
    static ObjectNode over(ObjectNode tree, Manifest wanted) {
        if (wanted.secret().isEmpty()) {
            return tree;
        }
        Veil veil = new Veil(wanted.secret());
        JsonNode hidden = veil.hide(JsonPointer.empty(), wanted.tree(), tree);
        return (ObjectNode) veil.hideCopies(JsonPointer.empty(), wanted.tree(), hidden);
    }

    private JsonNode hide(JsonPointer at, JsonNode wanted, JsonNode other) {
        if (secret.values().containsKey(at)) {
            return hidden(other);
        }
        if (wanted.isObject() && other.isObject()) {
            return object(at, wanted, other);
        }
        return wanted.isArray() && other.isArray() ? list(at, wanted, other) : other;
    }

    private ObjectNode object(JsonPointer at, JsonNode wanted, JsonNode other) {
        ObjectNode shown = NODES.objectNode();
        int keys = 0;
        for (Map.Entry<String, JsonNode> field : other.properties()) {
            String name = field.getKey();
            JsonPointer place = at.appendProperty(name);
            JsonNode value = wanted.has(name) ? hide(place, wanted.path(name), field.getValue()) : field.getValue();
            boolean hidden = wanted.has(name) ? secret.keys().contains(place) : misses(at, wanted, other);
            shown.set(hidden ? Secrets.MASK + (keys++ == 0 ? "" : " " + keys) : name, value);
        }
        return shown;
    }

    /** Whether a map lacks a key that is secret: another that it has may have been it before. */
    private boolean misses(JsonPointer at, JsonNode wanted, JsonNode other) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            if (secret.keys().contains(at.appendProperty(field.getKey())) && !other.has(field.getKey())) {
                return true;
            }
        }
        return false;
    }

    private ArrayNode list(JsonPointer at, JsonNode wanted, JsonNode other) {
        Optional<String> name = TreeDiff.nameIn(wanted);
        List<Integer> secrets = new ArrayList<>();
        List<JsonNode> clear = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode item = wanted.path(i);
            if (hide(at.appendIndex(i), item, item).equals(item)) {
                clear.add(item);
            } else {
                secrets.add(i);
            }
        }
        ArrayNode shown = NODES.arrayNode(other.size());
        for (JsonNode item : other) {
            JsonNode result = item;
            for (int i : secrets) {
                boolean mayBe = name.isPresent()
                        ? mayBe(name.get(), wanted.path(i), item, wanted, other)
                        : !clear.contains(item);
                result = mayBe ? hide(at.appendIndex(i), wanted.path(i), result) : result;
            }
            shown.add(result);
        }
        return shown;
    }

    /** Whether an item of a list may be one that is wanted: it has its name, or neither is known on the other side. */
    private static boolean mayBe(String field, JsonNode wantedItem, JsonNode item, JsonNode wanted, JsonNode other) {
        return wantedItem.path(field).equals(item.path(field))
                || (!holds(wanted, field, item) && !holds(other, field, wantedItem));
    }

    private static boolean holds(JsonNode list, String field, JsonNode item) {
        for (JsonNode each : list) {
            if (each.path(field).equals(item.path(field))) {
                return true;
            }
        }
        return false;
    }

    private JsonNode hidden(JsonNode value) {
        if (value instanceof HiddenNode) {
            return value;
        }
        if (!value.asText().isEmpty()) {
            texts.add(value.asText());
        }
        return new HiddenNode(value);
    }

    /** A server copies some values to other fields, such as the port of a Service to its target port. */
    private JsonNode hideCopies(JsonPointer at, JsonNode wanted, JsonNode shown) {
        if (shown instanceof ObjectNode object) {
            object.properties()
                    .forEach(field ->
                            field.setValue(hideCopies(at.appendProperty(field.getKey()), wanted, field.getValue())));
        } else if (shown instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, hideCopies(at.appendIndex(i), wanted, list.get(i)));
            }
        } else if (texts.contains(shown.asText()) && !wanted.at(at).equals(shown)) {
            return hidden(shown);
        }
        return shown;
    }
}
