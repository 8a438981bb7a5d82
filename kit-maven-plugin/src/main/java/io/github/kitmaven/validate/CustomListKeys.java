package io.github.kitmaven.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** No two items of a list are the same to {@code x-kubernetes-list-type}: as a whole in a set, by their keys in a map. */
record CustomListKeys(KubeObject object, Findings findings) {

    void check(CustomSchema schema, Node list) {
        String type = schema.text("x-kubernetes-list-type");
        if (!type.equals("set") && !type.equals("map")) {
            return;
        }
        List<String> keys = schema.texts("x-kubernetes-list-map-keys");
        Map<Object, Node> seen = new HashMap<>();
        for (Node item : list.items()) {
            if (item.all().anyMatch(Unset::in)) {
                continue;
            }
            Object key = type.equals("set")
                    ? SchemaText.comparable(item.value())
                    : keys.stream()
                            .map(name -> SchemaText.comparable(item.get(name).value()))
                            .toList();
            Node first = seen.putIfAbsent(key, item);
            if (first != null) {
                twin(type.equals("set") ? List.of() : keys, item, first);
            }
        }
    }

    private void twin(List<String> keys, Node item, Node first) {
        String same = keys.isEmpty()
                ? "value " + SchemaText.of(item.value())
                : keys.stream()
                        .map(name -> name + " " + SchemaText.of(item.get(name).value()))
                        .collect(Collectors.joining(" and "));
        findings.error(
                "duplicate-item",
                object,
                item,
                item.path() + " has the same " + same + " as " + first.path(),
                "Remove one of the two, or change it");
    }
}
