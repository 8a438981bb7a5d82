package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EnvSource} answers: {@code env}, a list of variables with {@code name} and {@code value}, and whatever
 * else goes over the container's own values, such as {@code branch}.
 *
 * @param tree the values
 * @param secrets the texts in them that nobody may read
 * @param warning what is odd about the answer, if anything is
 */
public record EnvValues(Mapping tree, Set<String> secrets, Optional<Diagnostic> warning) {
    /** No values. */
    public static final EnvValues NONE = ofRepo(Mapping.EMPTY);

    private static final Set<String> NOT_SECRET = Set.of("name", "branch", "image", "image_tag");

    /**
     * Makes an answer.
     *
     * @param tree the values; copied, so that each that is one of the secrets is known for one
     * @param secrets the texts in them that nobody may read; copied
     * @param warning what is odd about the answer, if anything is
     */
    public EnvValues {
        secrets = Set.copyOf(secrets);
        tree = secrets.isEmpty() ? tree : (Mapping) hidden(tree, secrets);
    }

    /**
     * Answers with environment variables. Their values are taken for secret.
     *
     * @param variables the values by name, in the order to render them
     * @return the answer
     */
    public static EnvValues variables(Map<String, String> variables) {
        return of(Map.of(
                EnvList.KEY,
                variables.entrySet().stream()
                        .map(variable -> Map.of("name", variable.getKey(), "value", variable.getValue()))
                        .toList()));
    }

    /**
     * Answers with any values. All are taken for secret, but those of {@code name}, {@code branch}, {@code image} and
     * {@code image_tag}.
     *
     * @param values strings, numbers, booleans, nulls, and lists and maps of these
     * @return the answer
     * @throws IllegalArgumentException if a value is of another type
     */
    public static EnvValues of(Map<String, ?> values) {
        return ofSecrets((Mapping) value(values, Origin.of("kit.yaml plugin")));
    }

    /** Answers with what a file of the repo holds, which is no secret to its readers. */
    static EnvValues ofRepo(Mapping tree) {
        return new EnvValues(tree, Set.of(), Optional.empty());
    }

    /**
     * Answers with a tree of values, taken for secret as {@link #of} says.
     *
     * @param tree the values
     * @return the answer
     */
    public static EnvValues ofSecrets(Mapping tree) {
        Set<String> secrets = new HashSet<>();
        collect(tree, secrets);
        return new EnvValues(tree, secrets, Optional.empty());
    }

    /**
     * Adds a warning.
     *
     * @param diagnostic what is odd about the answer
     * @return the same answer, with it
     */
    public EnvValues warning(Diagnostic diagnostic) {
        return new EnvValues(tree, secrets, Optional.of(diagnostic));
    }

    /**
     * Adds a secret that is not among the values, such as the token that they were got with.
     *
     * @param secret the secret
     * @return the same answer, with it
     */
    public EnvValues alsoSecret(String secret) {
        Set<String> all = new HashSet<>(secrets);
        all.add(secret);
        return new EnvValues(tree, all, warning);
    }

    private static void collect(Value value, Set<String> secrets) {
        if (value instanceof Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                if (!(entry instanceof Scalar && NOT_SECRET.contains(key))) {
                    collect(entry, secrets);
                }
            });
        } else if (value instanceof Sequence sequence) {
            sequence.elements().forEach(element -> collect(element, secrets));
        } else if (!value.isNull()) {
            secrets.add(value.text());
        }
    }

    private static Value hidden(Value value, Set<String> secrets) {
        if (value instanceof Mapping mapping) {
            Map<String, Value> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, entry) -> entries.put(
                            key, entry instanceof Scalar && NOT_SECRET.contains(key) ? entry : hidden(entry, secrets)));
            return new Mapping(entries, mapping.keys(), mapping.origin(), mapping.overridden());
        }
        if (value instanceof Sequence list) {
            List<Value> elements = list.elements().stream()
                    .map(element -> hidden(element, secrets))
                    .toList();
            return new Sequence(elements, list.origin(), list.overridden(), list.appending());
        }
        return secrets.contains(value.text()) ? ((Scalar) value).hidden() : value;
    }

    private static Value value(@Nullable Object plain, Origin origin) {
        if (plain instanceof Map<?, ?> map) {
            Map<String, Value> entries = new LinkedHashMap<>();
            map.forEach((key, entry) -> entries.put(String.valueOf(key), value(entry, origin)));
            return new Mapping(entries, origin, List.of());
        }
        if (plain instanceof List<?> list) {
            return new Sequence(
                    list.stream().map(element -> value(element, origin)).toList(), origin, List.of());
        }
        if (plain instanceof Number number) {
            return new Scalar(Scalar.Type.NUMBER, number(number), origin, List.of());
        }
        if (plain instanceof Boolean bool) {
            return Scalar.bool(bool, origin);
        }
        if (plain == null) {
            return new Scalar(Scalar.Type.NULL, "", origin, List.of());
        }
        if (plain instanceof String text) {
            return Scalar.string(text, origin);
        }
        throw new IllegalArgumentException("a value of " + plain.getClass());
    }

    private static String number(Number number) {
        return number instanceof Double || number instanceof Float
                ? JsNumber.print(number.doubleValue())
                : number.toString();
    }

    /** {@return how many values there are, without the values, which may be secret} */
    @Override
    public String toString() {
        return tree.entries().keySet() + ", " + secrets.size() + " secrets";
    }
}
