package io.github.kitmaven.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import java.util.Map;

/** Trees for tests, written as JSON with single quotes and bare names. */
public final class Trees {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private Trees() {}

    public static ObjectNode tree(String json) {
        try {
            return (ObjectNode) LENIENT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    public static Manifest manifest(String json) {
        return new Manifest(tree(json), new Origin("dev/some.yaml", 1, 1));
    }

    /** The object as a server would keep it: with the fields of each manager noted. */
    public static ObjectNode live(String json, String manager, String operation, String fields) {
        ObjectNode live = tree(json);
        JsonNode entry = tree("{manager: '" + manager + "', operation: '" + operation + "', fieldsType: 'FieldsV1'}");
        ((ObjectNode) entry).set("fieldsV1", tree(fields));
        live.withObject("/metadata").withArrayProperty("managedFields").add(entry);
        return live;
    }

    public static Map<String, String> changes(java.util.List<io.github.kitmaven.plan.FieldChange> changes) {
        Map<String, String> texts = new java.util.LinkedHashMap<>();
        changes.forEach(change -> texts.put(
                change.path(),
                change.before().orElse("(none)") + " -> " + change.after().orElse("(none)")));
        return texts;
    }
}
