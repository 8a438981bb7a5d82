package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that some fields are limited to: {@code values.txt}. */
final class AllowedValues {
    private static final Map<String, String> RULES = read();

    private AllowedValues() {}

    /** What is wrong with a value; empty where it may be so. */
    static Optional<Cause> problem(String type, String field, JsonNode value, String path) {
        String rule = RULES.get(type + " " + field);
        if (rule == null || value.isMissingNode()) {
            return Optional.empty();
        }
        if (!Character.isDigit(rule.charAt(0))) {
            List<String> values = List.of(rule.split(","));
            String text = value.asText();
            return values.contains(text) ? Optional.empty() : Optional.of(Cause.unsupported(path, text, values));
        }
        int dash = rule.indexOf('-');
        long lowest = Long.parseLong(rule.substring(0, dash));
        long highest = Long.parseLong(rule.substring(dash + 1));
        boolean fits = !value.isNumber() || (value.asLong() >= lowest && value.asLong() <= highest);
        String range = highest == Integer.MAX_VALUE
                ? "must be greater than or equal to " + lowest
                : "must be between " + lowest + " and " + highest + ", inclusive";
        return fits ? Optional.empty() : Optional.of(Cause.invalid(path, value.asText(), range));
    }

    private static Map<String, String> read() {
        Map<String, String> rules = new HashMap<>();
        for (String line : DataFile.lines("values.txt")) {
            int space = line.lastIndexOf(' ');
            rules.put(line.substring(0, space), line.substring(space + 1));
        }
        return rules;
    }
}
