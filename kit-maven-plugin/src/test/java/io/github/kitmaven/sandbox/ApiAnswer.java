package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** What a server answered. */
record ApiAnswer(int code, JsonNode body) {

    JsonNode at(String pointer) {
        return body.at(pointer);
    }

    String text(String pointer) {
        return body.at(pointer).asText();
    }

    String message() {
        return body.path("message").asText();
    }

    String reason() {
        return body.path("reason").asText();
    }

    /** The fields that a refusal names. */
    List<String> fields() {
        return Json.items(body.at("/details/causes"))
                .map(cause -> cause.path("field").asText())
                .toList();
    }

    /** The names of a list's items. */
    List<String> names() {
        return Json.items(body.path("items")).map(Metadata::name).toList();
    }

    /** The fields that a manager owns, as managedFields write them; a missing node where it owns none. */
    JsonNode owned(String manager) {
        return Json.items(body.at("/metadata/managedFields"))
                .filter(entry -> entry.path("manager").asText().equals(manager))
                .findFirst()
                .map(entry -> entry.path("fieldsV1"))
                .orElse(MissingNode.getInstance());
    }
}
