package io.github.kitmaven.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that a field is limited to, where {@code values.txt} limits it. */
public sealed interface AllowedValues {

    /**
     * One of some texts.
     *
     * @param values the texts
     */
    record OneOf(List<String> values) implements AllowedValues {}

    /**
     * A number of a range.
     *
     * @param lowest the lowest of it
     * @param highest the highest of it; {@link Integer#MAX_VALUE} where there is no bound but that of the type
     */
    record Between(long lowest, long highest) implements AllowedValues {}

    /**
     * Looks the rule for a field up.
     *
     * @param type the name of the type that has the field
     * @param field the field's name
     * @return what it is limited to, if it is
     */
    static Optional<AllowedValues> of(String type, String field) {
        return Optional.ofNullable(Rules.BY_TYPE.getOrDefault(type, Map.of()).get(field));
    }

    /** The rules of the file. */
    final class Rules {
        private static final Map<String, Map<String, AllowedValues>> BY_TYPE = read();

        private Rules() {}

        private static Map<String, Map<String, AllowedValues>> read() {
            Map<String, Map<String, AllowedValues>> rules = new HashMap<>();
            for (String line : DataLines.of(AllowedValues.class, "values.txt")) {
                String[] words = line.split(" ");
                rules.computeIfAbsent(words[0], type -> new HashMap<>()).put(words[1], rule(words[2]));
            }
            return rules;
        }

        private static AllowedValues rule(String text) {
            if (!Character.isDigit(text.charAt(0))) {
                return new OneOf(List.of(text.split(",")));
            }
            int dash = text.indexOf('-');
            return new Between(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        }
    }
}
