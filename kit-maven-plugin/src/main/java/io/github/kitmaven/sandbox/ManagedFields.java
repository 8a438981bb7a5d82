package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who owns which fields of an object. Never changed once made. */
record ManagedFields(List<Entry> entries) {
    static final ManagedFields NONE = new ManagedFields(List.of());

    /** How a manager came to its fields. */
    enum Operation {
        APPLY,
        UPDATE;

        String text() {
            return this == APPLY ? "Apply" : "Update";
        }
    }

    /** One manager's fields, and when it last changed any. */
    record Entry(FieldManager manager, FieldSet fields, String time) {}

    static ManagedFields of(ObjectNode object) {
        return new ManagedFields(Json.objects(object.path("metadata").path("managedFields"))
                .map(ManagedFields::entry)
                .toList());
    }

    private static Entry entry(JsonNode json) {
        Operation operation =
                Operation.valueOf(json.path("operation").asText("Update").toUpperCase(Locale.ROOT));
        return new Entry(
                new FieldManager(
                        json.path("manager").asText(),
                        operation,
                        json.path("apiVersion").asText(),
                        json.path("subresource").asText()),
                FieldSet.ofJson(json.path("fieldsV1")),
                json.path("time").asText());
    }

    /** The fields of one manager. */
    FieldSet of(FieldManager manager) {
        return entries.stream()
                .filter(entry -> entry.manager().is(manager))
                .map(Entry::fields)
                .reduce(FieldSet.EMPTY, FieldSet::union);
    }

    /** The fields that anyone owns. */
    FieldSet all() {
        return entries.stream().map(Entry::fields).reduce(FieldSet.EMPTY, FieldSet::union);
    }

    /** Gives one manager other fields; none where it owns nothing any more. */
    ManagedFields with(FieldManager manager, FieldSet fields, String time) {
        List<Entry> changed = new ArrayList<>(entries);
        boolean same = entries.stream()
                .anyMatch(entry ->
                        entry.manager().equals(manager) && entry.fields().equals(fields));
        if (same) {
            return this;
        }
        changed.removeIf(entry -> entry.manager().is(manager));
        if (!fields.isEmpty()) {
            changed.add(new Entry(manager, fields, time));
        }
        return new ManagedFields(changed);
    }

    /** Takes fields from everyone but one manager. */
    ManagedFields takenFromOthers(FieldManager manager, FieldSet fields) {
        return new ManagedFields(entries.stream()
                .map(entry -> entry.manager().is(manager)
                        ? entry
                        : new Entry(entry.manager(), entry.fields().minus(fields), entry.time()))
                .filter(entry -> !entry.fields().isEmpty())
                .toList());
    }

    /**
     * Refuses a change of fields that others own.
     *
     * @throws ApiError with every such field
     */
    void refuseConflicts(FieldManager manager, FieldSet changed) {
        List<Cause> causes = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (Entry entry : sorted()) {
            List<String> paths = entry.manager().is(manager)
                    ? List.of()
                    : entry.fields().intersection(changed).paths();
            if (!paths.isEmpty()) {
                String who = entry.manager().text();
                paths.forEach(path -> causes.add(new Cause("FieldManagerConflict", path, "conflict with " + who)));
                list.append(list.isEmpty() ? "" : "\n")
                        .append("conflicts with ")
                        .append(who)
                        .append(':');
                paths.forEach(path -> list.append("\n- ").append(path));
            }
        }
        if (causes.size() == 1) {
            Cause only = causes.get(0);
            throw ApiError.applyConflict(
                    "Apply failed with 1 conflict: " + only.message() + ": " + only.field(), causes);
        }
        if (!causes.isEmpty()) {
            throw ApiError.applyConflict("Apply failed with " + causes.size() + " conflicts: " + list, causes);
        }
    }

    /** Writes the entries into an object. */
    void writeTo(ObjectNode object) {
        ObjectNode metadata = Json.child(object, "metadata");
        if (entries.isEmpty()) {
            metadata.remove("managedFields");
            return;
        }
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        sorted().forEach(entry -> json.add(toJson(entry)));
        metadata.set("managedFields", json);
    }

    private List<Entry> sorted() {
        return entries.stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.manager().operation())
                        .thenComparing(Entry::time)
                        .thenComparing(entry -> entry.manager().name()))
                .collect(Collectors.toList());
    }

    private static ObjectNode toJson(Entry entry) {
        ObjectNode json = Json.object();
        FieldManager manager = entry.manager();
        json.put("manager", manager.name())
                .put("operation", manager.operation().text())
                .put("apiVersion", manager.apiVersion());
        if (!entry.time().isEmpty()) {
            json.put("time", entry.time());
        }
        json.put("fieldsType", "FieldsV1").set("fieldsV1", entry.fields().toJson());
        if (!manager.subresource().isEmpty()) {
            json.put("subresource", manager.subresource());
        }
        return json;
    }
}
