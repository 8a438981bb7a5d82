package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.FieldManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who, other than kit, owns a part of an object: walks down the sets of all managers as its reader walks down the object.
 *
 * @param below each manager's fields from here on
 * @param here the managers that own this part, or a whole that it is in
 */
record FieldOwners(Map<String, JsonNode> below, List<String> here) {
    static final FieldOwners NOBODY = new FieldOwners(Map.of(), List.of());

    static FieldOwners of(JsonNode live) {
        Map<String, JsonNode> sets = new LinkedHashMap<>();
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            String manager = entry.path("manager").asText();
            if (!manager.equals(FieldManager.NAME)) {
                sets.merge(manager, entry.path("fieldsV1"), FieldSets::union);
            }
        }
        return new FieldOwners(sets, List.of());
    }

    FieldOwners field(String name) {
        return step(set -> set.path("f:" + name));
    }

    FieldOwners item(JsonNode item) {
        return step(set -> FieldSets.below(set, item));
    }

    private FieldOwners step(Function<JsonNode, JsonNode> down) {
        Map<String, JsonNode> next = new LinkedHashMap<>();
        List<String> owners = new ArrayList<>(here);
        below.forEach((manager, set) -> {
            JsonNode part = down.apply(set);
            if (!part.isMissingNode()) {
                next.put(manager, part);
                if (part.isEmpty() && !owners.contains(manager)) {
                    owners.add(manager);
                }
            }
        });
        return next.isEmpty() && owners.isEmpty() ? NOBODY : new FieldOwners(next, owners);
    }

    /** The managers that own this part or any of what is below it, in order. */
    List<String> managers() {
        return Stream.concat(here.stream(), below.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
