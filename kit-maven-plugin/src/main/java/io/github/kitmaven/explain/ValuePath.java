package io.github.kitmaven.explain;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A dotted path into values: {@code deployment.replicaCount}, {@code web.env.0.value} or {@code web.env[0].value}. Keys
 * that hold dots themselves are found too, and so are elements of a list by their {@code name}.
 *
 * @param steps its keys and indexes
 */
public record ValuePath(List<String> steps) {
    private static final int MOST_NAMED = 20;

    /**
     * Reads a path.
     *
     * @param text the path, as the user wrote it
     * @return the path
     * @throws UserException if it names nothing
     */
    public static ValuePath of(String text) {
        List<String> steps =
                List.of(text.strip().replaceAll("\\[(\\d+)]", ".$1").split("\\.", -1));
        if (steps.contains("")) {
            throw new UserException(
                    Diagnostic.of(
                            "-Dkit.explain.path is '" + text + "', which is no path",
                            "Write keys and list indexes with dots between, such as deployment.replicaCount or web.env.0.value"));
        }
        return new ValuePath(steps);
    }

    /**
     * A value on the way to the one that is looked for.
     *
     * @param value the value
     * @param step the key or index that leads to it; empty for the first
     */
    public record Stop(Value value, String step) {}

    /**
     * Follows the path.
     *
     * @param root where it begins
     * @param where what {@code root} is, for the error message
     * @return every value on the way, the root first and what the path leads to last
     * @throws UserException if it leads nowhere, with the nearest path that leads somewhere
     */
    public List<Stop> follow(Value root, String where) {
        List<Stop> way = new ArrayList<>(List.of(new Stop(root, "")));
        for (int i = 0; i < steps.size(); ) {
            Value value = way.get(way.size() - 1).value();
            int from = i;
            int to = IntStream.rangeClosed(i + 1, steps.size())
                    .filter(end -> child(value, String.join(".", steps.subList(from, end)))
                            .isPresent())
                    .findFirst()
                    .orElseThrow(() -> missing(from, value, where));
            Stop next = child(value, String.join(".", steps.subList(i, to))).orElseThrow();
            way.add(next);
            i = to;
        }
        return way;
    }

    private static Optional<Stop> child(Value value, String step) {
        if (value instanceof Mapping mapping) {
            return mapping.get(step).map(child -> new Stop(child, step));
        }
        if (!(value instanceof Sequence list)) {
            return Optional.empty();
        }
        return IntStream.range(0, list.elements().size())
                .filter(i -> step.equals(Integer.toString(i))
                        || name(list.elements().get(i)).equals(Optional.of(step)))
                .mapToObj(i -> new Stop(list.elements().get(i), Integer.toString(i)))
                .findFirst();
    }

    /** {@return what an element of a list calls itself} */
    static Optional<String> name(Value element) {
        return element instanceof Mapping mapping ? mapping.get("name").map(Value::text) : Optional.empty();
    }

    private UserException missing(int at, Value value, String where) {
        String before = at == 0 ? "" : String.join(".", steps.subList(0, at)) + ".";
        String wanted = before + steps.get(at);
        String advice;
        if (value instanceof Mapping mapping) {
            advice = there(
                    wanted,
                    mapping.entries().keySet().stream().map(before::concat).toList());
        } else if (value instanceof Sequence list) {
            advice = list.elements().isEmpty()
                    ? "That list is empty"
                    : "That list has the indexes 0 to " + (list.elements().size() - 1);
        } else {
            advice = String.join(".", steps.subList(0, at)) + " is neither a map nor a list";
        }
        return new UserException(Diagnostic.of(wanted + " is not there in " + where, advice));
    }

    private static String there(String wanted, Collection<String> names) {
        if (Nearest.to(wanted, names).isPresent() || names.size() <= MOST_NAMED) {
            return Nearest.advice(wanted, names);
        }
        List<String> first = names.stream().sorted().limit(MOST_NAMED).toList();
        return "There is " + String.join(", ", first) + " and " + (names.size() - MOST_NAMED) + " more";
    }

    /**
     * Finds a value that is known to be there.
     *
     * @param root where to begin
     * @param wanted the very value that is looked for
     * @return the path to it; empty where it was made while printing
     */
    static Optional<ValuePath> to(Value root, Value wanted) {
        List<String> steps = new ArrayList<>();
        return find(root, wanted, steps) && !steps.isEmpty()
                ? Optional.of(new ValuePath(List.copyOf(steps)))
                : Optional.empty();
    }

    /** Compares by identity: equal values stand in many places. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean find(Value value, Value wanted, List<String> steps) {
        if (value == wanted) {
            return true;
        }
        List<Stop> children = new ArrayList<>();
        if (value instanceof Mapping mapping) {
            mapping.entries().forEach((key, child) -> children.add(new Stop(child, key)));
        } else if (value instanceof Sequence list) {
            for (int i = 0; i < list.elements().size(); i++) {
                children.add(new Stop(list.elements().get(i), Integer.toString(i)));
            }
        }
        for (Stop child : children) {
            steps.add(child.step());
            if (find(child.value(), wanted, steps)) {
                return true;
            }
            steps.remove(steps.size() - 1);
        }
        return false;
    }

    /** {@return the path with dots} */
    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
