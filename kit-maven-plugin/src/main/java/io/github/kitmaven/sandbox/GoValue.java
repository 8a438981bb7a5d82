package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Values as a server's messages show them: the way Go prints them. */
final class GoValue {
    private GoValue() {}

    /** The value of a field; as JSON where Go's form would say more about Go than about the value. */
    static String of(String field, JsonNode value) {
        return field.equals("spec.selector") ? selector(value) : Json.text(value);
    }

    static String selector(JsonNode selector) {
        String expressions = selector.path("matchExpressions").isEmpty()
                ? "[]v1.LabelSelectorRequirement(nil)"
                : Json.text(selector.path("matchExpressions"));
        return "v1.LabelSelector{MatchLabels:" + map(selector.path("matchLabels")) + ", MatchExpressions:" + expressions
                + "}";
    }

    static String map(JsonNode map) {
        if (map.isEmpty()) {
            return "map[string]string(nil)";
        }
        Iterable<String> names = map::fieldNames;
        return StreamSupport.stream(names.spliterator(), false)
                .sorted()
                .map(name -> "\"" + name + "\":" + map.get(name))
                .collect(Collectors.joining(", ", "map[string]string{", "}"));
    }
}
