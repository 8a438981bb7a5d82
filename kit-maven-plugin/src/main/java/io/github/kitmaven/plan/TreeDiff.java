package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields in which two trees differ; items of lists are compared by name where all have one, as their readers do. */
final class TreeDiff {
    /** What names an item of a list, most telling first. */
    private static final List<String> NAMES =
            List.of("name", "mountPath", "containerPort", "port", "ip", "topologyKey", "host", "path", "key", "type");

    private final List<FieldChange> changes = new ArrayList<>();

    private TreeDiff() {}

    static List<FieldChange> between(JsonNode before, JsonNode after) {
        return between(before, after, FieldOwners.NOBODY);
    }

    /** The differences, and who owns what was there before. */
    static List<FieldChange> between(JsonNode before, JsonNode after, FieldOwners owners) {
        TreeDiff diff = new TreeDiff();
        diff.compare("", before, after, owners);
        return diff.changes;
    }

    private void compare(String path, JsonNode before, JsonNode after, FieldOwners owners) {
        if (before.equals(after) || OwnedFields.sameValue(before, after, false)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            names(before, after)
                    .forEach(name ->
                            compare(child(path, name), before.path(name), after.path(name), owners.field(name)));
        } else if (before.isArray() && after.isArray()) {
            Map<String, JsonNode> olds = byName(before, after);
            Map<String, JsonNode> news = byName(after, before);
            Set<String> keys = new LinkedHashSet<>(olds.keySet());
            keys.addAll(news.keySet());
            keys.forEach(key ->
                    compare(path + "[" + key + "]", item(olds, key), item(news, key), owners.item(item(olds, key))));
            order(path, olds.keySet(), news.keySet());
        } else {
            changes.add(new FieldChange(path, text(before), text(after), owners.managers()));
        }
    }

    private void order(String path, Set<String> before, Set<String> after) {
        List<String> olds = before.stream().filter(after::contains).toList();
        List<String> news = after.stream().filter(before::contains).toList();
        if (!olds.equals(news)) {
            changes.add(new FieldChange(
                    path + " (order)", Optional.of(String.join(", ", olds)), Optional.of(String.join(", ", news))));
        }
    }

    private static Set<String> names(JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String child(String path, String name) {
        String step = name.contains(".") || name.contains("/") ? "[" + name + "]" : name;
        return path.isEmpty() || step.startsWith("[") ? path + step : path + "." + step;
    }

    private static JsonNode item(Map<String, JsonNode> items, String key) {
        return items.getOrDefault(key, MissingNode.getInstance());
    }

    /** The field that names each item of a list. */
    static Optional<String> nameIn(JsonNode list) {
        return NAMES.stream().filter(name -> names(list, name).isPresent()).findFirst();
    }

    private static Map<String, JsonNode> byName(JsonNode list, JsonNode other) {
        Optional<String> field = NAMES.stream()
                .filter(name ->
                        names(list, name).isPresent() && names(other, name).isPresent())
                .findFirst();
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String index = String.valueOf(i);
            JsonNode item = list.path(i);
            items.put(field.map(name -> item.path(name).asText()).orElse(index), item);
        }
        return items;
    }

    /** The items' names, where each item has one and no two are alike. */
    private static Optional<Set<String>> names(JsonNode list, String field) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode item : list) {
            if (!item.path(field).isValueNode() || !names.add(item.path(field).asText())) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    private static Optional<String> text(JsonNode value) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(value.isValueNode() ? value.asText() : value.toString());
    }
}
