package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label selector in the grammar of {@code kubectl -l}: {@code a=b}, {@code a==b}, {@code a!=b}, {@code a in (b, c)},
 * {@code a notin (b, c)}, {@code a}, {@code !a}, joined by commas that all must hold.
 */
public final class Selector {
    private static final String KEY =
            "(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final String VALUE = "(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?";
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*(" + KEY + ")");
    private static final Pattern EQUALS = Pattern.compile("(" + KEY + ")\\s*(==?|!=)\\s*(" + VALUE + ")");
    private static final Pattern SET =
            Pattern.compile("(" + KEY + ")\\s+(in|notin)\\s*\\(\\s*(" + VALUE + "(?:\\s*,\\s*" + VALUE + ")*)\\s*\\)");
    /** A comma between requirements, not one inside brackets. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?![^(]*\\))");

    private final List<Requirement> requirements;

    private Selector(List<Requirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /**
     * Parses a selector.
     *
     * @param text the selector; empty or blank selects everything
     * @return the selector
     * @throws UserException if the text is not in the grammar
     */
    public static Selector parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        if (!text.isBlank()) {
            for (String part : SEPARATOR.split(text, -1)) {
                requirements.add(requirement(part.strip(), text));
            }
        }
        return new Selector(requirements);
    }

    private static Requirement requirement(String part, String text) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            Set<String> values = new TreeSet<>(List.of(set.group(3).split("\\s*,\\s*", -1)));
            return new Requirement(set.group(1), set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN, values);
        }
        Matcher equals = EQUALS.matcher(part);
        if (equals.matches()) {
            Operator operator = equals.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
            return new Requirement(equals.group(1), operator, Set.of(equals.group(3)));
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            Operator operator = exists.group(1).isEmpty() ? Operator.EXISTS : Operator.MISSING;
            return new Requirement(exists.group(2), operator, Set.of());
        }
        throw new UserException(Diagnostic.of(
                "'" + part + "' in the label selector '" + text + "' is not a requirement",
                "Write kit.selector as kubectl's -l: a=b, a!=b, a in (b,c), a notin (b,c), a, !a, joined by commas"));
    }

    /**
     * Whether labels are selected.
     *
     * @param labels an object's {@code metadata.labels}; may be a missing node
     * @return whether every requirement holds
     */
    public boolean matches(JsonNode labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    private enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        MISSING
    }

    private record Requirement(String key, Operator operator, Set<String> values) {

        boolean holds(JsonNode labels) {
            boolean has = labels.has(key);
            return switch (operator) {
                case EXISTS -> has;
                case MISSING -> !has;
                case IN -> has && values.contains(labels.path(key).asText());
                // as in Kubernetes, an object without the label differs from every value
                case NOT_IN -> !has || !values.contains(labels.path(key).asText());
            };
        }
    }
}
