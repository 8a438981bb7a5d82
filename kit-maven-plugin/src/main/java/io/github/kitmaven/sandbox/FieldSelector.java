package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.schema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses objects by a few of their fields: {@code metadata.name=web,status.phase!=Running}. */
final class FieldSelector {
    private static final Set<String> EVERY_KIND = Set.of("metadata.name", "metadata.namespace");
    private static final Set<String> PODS = Set.of(
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase");
    private static final Set<String> EVENTS =
            Set.of("reason", "type", "source", "reportingComponent", "action", "metadata.name", "metadata.namespace");

    private FieldSelector() {}

    /**
     * Reads the text of a query.
     *
     * @throws ApiError if it is not a field selector, or names a field that the kind can't be chosen by
     */
    static Predicate<JsonNode> parse(Kind kind, String text) {
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            requirements.add(requirement(kind, part.strip()));
        }
        return object -> requirements.stream().allMatch(requirement -> requirement.test(object));
    }

    private static Predicate<JsonNode> requirement(Kind kind, String part) {
        int equals = part.indexOf('=');
        if (equals < 1) {
            throw ApiError.badRequest("invalid field selector: '" + part + "'; can't understand '" + part + "'");
        }
        boolean not = part.charAt(equals - 1) == '!';
        String field = part.substring(0, not ? equals - 1 : equals);
        String value = part.substring(part.startsWith("==", equals) ? equals + 2 : equals + 1);
        if (!selectable(kind, field)) {
            throw ApiError.badRequest(
                    "\"" + field + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        }
        String pointer = "/" + field.replace('.', '/');
        return object -> object.at(pointer).asText("").equals(value) != not;
    }

    private static boolean selectable(Kind kind, String field) {
        return EVERY_KIND.contains(field)
                || (kind.is("pods") && PODS.contains(field))
                || (kind.is("events") && (EVENTS.contains(field) || field.startsWith("involvedObject.")))
                || (kind.is("secrets") && field.equals("type"))
                || (kind.is("namespaces") && field.equals("status.phase"))
                || (kind.is("jobs.batch") && field.equals("status.successful"));
    }
}
