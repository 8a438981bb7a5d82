package io.github.kitmaven.validate;

import io.github.kitmaven.schema.SchemaType.ListOf;
import io.github.kitmaven.schema.SchemaType.Merging;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/** No two items of a list have the same key: a server merges the items by it, and refuses to apply two with one. */
record ListKeys(KubeObject object, Findings findings) {

    void check(ListOf list, Node node) {
        Map<String, Node> seen = new HashMap<>();
        for (Node item : node.items()) {
            key(list, item, Node::text).ifPresent(key -> {
                Node first = seen.putIfAbsent(key, item);
                if (first != null) {
                    findings.error(
                            "duplicate-item",
                            object,
                            item,
                            item.path() + " has the same "
                                    + key(list, item, Node::shown).orElse("key") + " as " + first.path(),
                            "Remove one of the two, or change it");
                }
            });
        }
    }

    /** The key as words, with the texts of values or what may be shown of them; empty where items have none, or its value can't be told. */
    private static Optional<String> key(ListOf list, Node item, Function<Node, String> text) {
        if (list.merging() == Merging.SET) {
            return Optional.of(item).filter(it -> !Unset.in(it)).map(it -> "value " + text.apply(it));
        }
        StringJoiner key = new StringJoiner(" and ");
        List<String> names = list.merging() == Merging.BY_KEYS ? list.keys() : List.of();
        for (String name : names) {
            Node value = item.get(name);
            // the one key with a default in the schemas
            String part = value.exists() || !name.equals("protocol") ? text.apply(value) : "TCP";
            if (part.isEmpty() || Unset.in(value)) {
                return Optional.empty();
            }
            key.add(name + " " + part);
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(key.toString());
    }
}
