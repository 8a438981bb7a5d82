package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses objects by their labels, in the two notations of Kubernetes: the text of a query ({@code a=b,c in (d,e),!f}),
 * and the tree of a spec ({@code matchLabels}, {@code matchExpressions}).
 */
record LabelSelector(List<Predicate<JsonNode>> requirements) implements Predicate<JsonNode> {
    private static final String KEY = "([A-Za-z0-9][-A-Za-z0-9_./]*)";
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);
    private static final Pattern EQUALS = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)");
    private static final Pattern COMPARES = Pattern.compile(KEY + "\\s*([<>])\\s*(-?[0-9]+)");
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");

    /** Whether an object's labels fulfil every requirement. */
    @Override
    public boolean test(JsonNode object) {
        return matches(Metadata.labels(object));
    }

    boolean matches(JsonNode labels) {
        return requirements.stream().allMatch(requirement -> requirement.test(labels));
    }

    /**
     * Reads the text of a query.
     *
     * @throws ApiError if it is not a label selector
     */
    static LabelSelector parse(String text) {
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",(?![^(]*\\))", -1)) {
            requirements.add(requirement(part.strip()));
        }
        return new LabelSelector(requirements);
    }

    /** Reads the tree of a spec. */
    static LabelSelector of(JsonNode tree) {
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        tree.path("matchLabels")
                .properties()
                .forEach(label -> requirements.add(
                        in(label.getKey(), Set.of(label.getValue().asText()))));
        for (JsonNode expression : tree.path("matchExpressions")) {
            String key = expression.path("key").asText();
            Set<String> values =
                    Json.items(expression.path("values")).map(JsonNode::asText).collect(Collectors.toSet());
            requirements.add(
                    switch (expression.path("operator").asText()) {
                        case "In" -> in(key, values);
                        case "NotIn" -> in(key, values).negate();
                        case "Exists" -> exists(key);
                        default -> exists(key).negate();
                    });
        }
        return new LabelSelector(requirements);
    }

    private static Predicate<JsonNode> requirement(String part) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            Predicate<JsonNode> in = in(
                    set.group(1),
                    Arrays.stream(set.group(3).split(",", -1))
                            .map(String::strip)
                            .collect(Collectors.toSet()));
            return set.group(2).equals("in") ? in : in.negate();
        }
        Matcher equals = EQUALS.matcher(part);
        if (equals.matches()) {
            Predicate<JsonNode> in = in(equals.group(1), Set.of(equals.group(3)));
            return equals.group(2).equals("!=") ? in.negate() : in;
        }
        Matcher compares = COMPARES.matcher(part);
        if (compares.matches()) {
            return compares(
                    compares.group(1), compares.group(2).equals("<") ? -1 : 1, Long.parseLong(compares.group(3)));
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            return exists.group(1).isEmpty()
                    ? exists(exists.group(2))
                    : exists(exists.group(2)).negate();
        }
        throw ApiError.badRequest("unable to parse requirement: found '" + part + "', expected a label selector");
    }

    private static Predicate<JsonNode> in(String key, Set<String> values) {
        return labels -> labels.has(key) && values.contains(labels.get(key).asText());
    }

    private static Predicate<JsonNode> exists(String key) {
        return labels -> labels.has(key);
    }

    private static Predicate<JsonNode> compares(String key, int sign, long bound) {
        return labels -> labels.path(key).asText().matches("-?[0-9]{1,18}")
                && Long.signum(Long.compare(Long.parseLong(labels.get(key).asText()), bound)) == sign;
    }
}
