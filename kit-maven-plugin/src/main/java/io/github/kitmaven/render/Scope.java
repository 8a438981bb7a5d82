package io.github.kitmaven.render;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.render.Template.Name;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that a place in a template sees: the innermost section's, and through it those of all around it.
 *
 * <p>Source of the rules: mustache.js 2.2.1 and the JavaScript objects it looks into. A dotted name is looked up as a
 * whole in each scope, so a scope that has only its beginning does not hide an outer one that has all of it.
 *
 * <p>Every tag of every file looks its name up here, so what goes on inside is loops and nulls.
 */
final class Scope {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Value view;
    private final @Nullable Scope parent;

    private Scope(Value view, @Nullable Scope parent) {
        this.view = view;
        this.parent = parent;
    }

    static Scope of(Mapping data) {
        return new Scope(data, null);
    }

    Scope inner(Value element) {
        return new Scope(element, this);
    }

    /** Finds what a name stands for; empty if it stands for nothing. */
    Optional<Value> find(Name name) {
        if (name.isSelf()) {
            return Optional.of(view);
        }
        Value found = null;
        boolean owned = false;
        for (Scope scope = this; scope != null && !owned; scope = scope.parent) {
            Value holder = scope.holder(name.path());
            found = holder == null ? null : property(holder, last(name.path()));
            owned = found != null && !(holder instanceof Scalar);
        }
        return Optional.ofNullable(found);
    }

    /**
     * Lists the names that could stand where a name was not found, dotted as it is: it with another part in the place of the
     * first that leads nowhere, or if that helps nowhere, what there is instead of that part.
     */
    Set<String> namesLike(Name name) {
        Set<String> names = namesLike(name.path(), true);
        return names.isEmpty() ? namesLike(name.path(), false) : names;
    }

    private Set<String> namesLike(List<String> path, boolean whole) {
        Set<String> names = parent == null ? new TreeSet<>() : parent.namesLike(path, whole);
        Value holder = view;
        int at = 0;
        for (Value next = property(view, path.get(0)); next != null && ++at < path.size(); ) {
            holder = next;
            next = property(holder, path.get(at));
        }
        if (at < path.size() && holder instanceof Mapping mapping) {
            String before = at == 0 ? "" : String.join(".", path.subList(0, at)) + ".";
            List<String> after = path.subList(at + 1, path.size());
            mapping.entries().forEach((key, value) -> {
                if (!whole) {
                    names.add(before + key);
                } else if (leads(value, after)) {
                    names.add(before + key + (after.isEmpty() ? "" : "." + String.join(".", after)));
                }
            });
        }
        return names;
    }

    private static boolean leads(Value from, List<String> path) {
        Value value = from;
        for (int i = 0; i < path.size() && value != null; i++) {
            value = property(value, path.get(i));
        }
        return value != null;
    }

    /** The value that would hold the last part of a path. */
    private @Nullable Value holder(List<String> path) {
        Value value = view;
        for (int i = 0; i < path.size() - 1 && value != null; i++) {
            value = property(value, path.get(i));
        }
        return value;
    }

    private static @Nullable Value property(Value value, String key) {
        if (value instanceof Mapping mapping) {
            return mapping.entries().get(key);
        }
        if (value instanceof Sequence list) {
            return key.equals("length")
                    ? length(list.elements().size(), value)
                    : index(key, list.elements().size())
                            .map(list.elements()::get)
                            .orElse(null);
        }
        Scalar scalar = (Scalar) value;
        if (scalar.type() != Scalar.Type.STRING) {
            return null;
        }
        String text = scalar.text();
        return key.equals("length")
                ? length(text.length(), value)
                : index(key, text.length())
                        .map(i -> partOf(value, Scalar.string(text.substring(i, i + 1), value.origin())))
                        .orElse(null);
    }

    private static Optional<Integer> index(String key, int size) {
        return Optional.of(key)
                .filter(it -> INDEX.matcher(it).matches())
                .map(Integer::valueOf)
                .filter(i -> i < size);
    }

    private static Scalar length(int length, Value of) {
        return partOf(of, new Scalar(Scalar.Type.NUMBER, Integer.toString(length), of.origin(), List.of()));
    }

    /** What is made of a secret is one, too. */
    private static Scalar partOf(Value whole, Scalar part) {
        return whole instanceof Scalar && whole.secret() ? part.hidden() : part;
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }
}
