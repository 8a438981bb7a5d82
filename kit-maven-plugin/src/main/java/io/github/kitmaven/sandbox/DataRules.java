package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.schema.Kind;
import java.util.Base64;
import java.util.List;

/** What ConfigMaps and Secrets may hold. */
final class DataRules {
    private static final String KEY = "[-._a-zA-Z0-9]+";

    private DataRules() {}

    static void check(Kind kind, ObjectNode object, List<Cause> causes) {
        if (!kind.is("configmaps") && !kind.is("secrets")) {
            return;
        }
        for (String field : List.of("data", "binaryData")) {
            object.path(field).properties().forEach(entry -> checkKey(field, entry.getKey(), causes));
        }
        if (kind.is("secrets")) {
            object.path("data").forEach(DataRules::checkEncoding);
        }
    }

    private static void checkKey(String field, String key, List<Cause> causes) {
        if (!key.matches(KEY)) {
            causes.add(Cause.invalid(
                    field + "[" + key + "]",
                    '"' + key + '"',
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or"
                            + " 'KEY_NAME',  or 'key-name', regex used for validation is '" + KEY + "')"));
        }
    }

    private static void checkEncoding(JsonNode value) {
        try {
            Base64.getDecoder().decode(value.asText());
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data");
        }
    }
}
