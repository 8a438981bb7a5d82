package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.schema.AllowedValues;
import io.github.kitmaven.schema.AllowedValues.Between;
import io.github.kitmaven.schema.AllowedValues.OneOf;
import java.util.Optional;
import java.util.stream.Stream;

/** A server's words about values that a field must not have. */
final class ValueRules {
    private ValueRules() {}

    /** What is wrong with a value; empty where it may be so. */
    static Optional<Cause> problem(String type, String field, JsonNode value, String path) {
        return AllowedValues.of(type, field)
                .flatMap(rule -> items(value)
                        .flatMap(item -> problem(rule, item, path).stream())
                        .findFirst());
    }

    /** The items of a list; any other value by itself. */
    private static Stream<JsonNode> items(JsonNode value) {
        return value.isArray() ? Json.items(value) : Stream.of(value).filter(it -> !it.isMissingNode());
    }

    private static Optional<Cause> problem(AllowedValues rule, JsonNode value, String path) {
        if (rule instanceof OneOf one) {
            String text = value.asText();
            return one.values().contains(text)
                    ? Optional.empty()
                    : Optional.of(Cause.unsupported(path, text, one.values()));
        }
        Between range = (Between) rule;
        boolean fits = !value.isNumber() || (value.asLong() >= range.lowest() && value.asLong() <= range.highest());
        String words = range.highest() == Integer.MAX_VALUE
                ? "must be greater than or equal to " + range.lowest()
                : "must be between " + range.lowest() + " and " + range.highest() + ", inclusive";
        return fits ? Optional.empty() : Optional.of(Cause.invalid(path, value.asText(), words));
    }
}
