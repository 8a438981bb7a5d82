package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** What a server answered. */
public record ApiAnswer(int code, JsonNode body) {

    public JsonNode at(String pointer) {
        return body.at(pointer);
    }

    public String text(String pointer) {
        return body.at(pointer).asText();
    }

    public String message() {
        return body.path("message").asText();
    }

    public String reason() {
        return body.path("reason").asText();
    }

    /** The fields that a refusal names. */
    public List<String> fields() {
        return Json.items(body.at("/details/causes"))
                .map(cause -> cause.path("field").asText())
                .toList();
    }

    /** The names of a list's items. */
    public List<String> names() {
        return Json.items(body.path("items")).map(Metadata::name).toList();
    }

    /** The fields that a manager owns, as managedFields write them; a missing node where it owns none. */
    public JsonNode owned(String manager) {
        return Json.items(body.at("/metadata/managedFields"))
                .filter(entry -> entry.path("manager").asText().equals(manager))
                .findFirst()
                .map(entry -> entry.path("fieldsV1"))
                .orElse(MissingNode.getInstance());
    }
}
