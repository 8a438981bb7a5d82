package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
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
public final class LabelSelector {
    private static final String KEY =
            "((?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)";
    private static final String VALUE = "((?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?)";
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);
    private static final Pattern EQUALS = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*" + VALUE);
    private static final Pattern COMPARES = Pattern.compile(KEY + "\\s*([<>])\\s*(-?[0-9]+)");
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");

    private final List<Predicate<JsonNode>> requirements;

    private LabelSelector(List<Predicate<JsonNode>> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /**
     * Whether labels are chosen.
     *
     * @param labels an object's {@code metadata.labels}; a missing node has none
     * @return whether they fulfil every requirement
     */
    public boolean matches(JsonNode labels) {
        return requirements.stream().allMatch(requirement -> requirement.test(labels));
    }

    /** {@return whether it has no requirement, and so chooses everything} */
    public boolean isEmpty() {
        return requirements.isEmpty();
    }

    /**
     * Reads the text of a query, in the grammar of {@code kubectl -l}.
     *
     * @param text the query; a blank one chooses everything
     * @return the selector
     * @throws IllegalArgumentException with the part that is no requirement, if there is one
     */
    public static LabelSelector parse(String text) {
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",(?![^(]*\\))", -1)) {
            requirements.add(requirement(part.strip()));
        }
        return new LabelSelector(requirements);
    }

    /**
     * Reads the tree of a spec.
     *
     * @param tree a tree with {@code matchLabels} and {@code matchExpressions}; an empty one chooses everything
     * @return the selector
     */
    public static LabelSelector of(JsonNode tree) {
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        tree.path("matchLabels")
                .properties()
                .forEach(label -> requirements.add(
                        in(label.getKey(), Set.of(label.getValue().asText()))));
        for (JsonNode expression : tree.path("matchExpressions")) {
            String key = expression.path("key").asText();
            Set<String> values = new HashSet<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
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
            Set<String> values = Arrays.stream(set.group(3).split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            if (!values.stream().allMatch(value -> value.matches(VALUE))) {
                throw new IllegalArgumentException(part);
            }
            Predicate<JsonNode> in = in(set.group(1), values);
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
        throw new IllegalArgumentException(part);
    }

    private static Predicate<JsonNode> in(String key, Set<String> values) {
        return labels -> labels.has(key) && values.contains(labels.path(key).asText());
    }

    private static Predicate<JsonNode> exists(String key) {
        return labels -> labels.has(key);
    }

    private static Predicate<JsonNode> compares(String key, int sign, long bound) {
        return labels -> labels.path(key).asText().matches("-?[0-9]{1,18}")
                && Long.signum(Long.compare(Long.parseLong(labels.get(key).asText()), bound)) == sign;
    }
}
