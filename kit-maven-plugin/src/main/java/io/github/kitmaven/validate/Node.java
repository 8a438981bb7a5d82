package io.github.kitmaven.validate;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A value of an object with its path, or the place where one is missing. A null counts as missing, as it does to a server.
 *
 * @param path the path in the object as it may be shown, such as {@code spec.template.spec.containers[0].image}
 * @param name the last part of the path: a key or an index
 * @param origin where the value stands, or for a missing one what should hold it
 * @param value the value, if there is one
 */
record Node(String path, String name, Origin origin, Optional<Value> value) {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    static Node root(Mapping object) {
        return new Node("", "", object.origin(), Optional.of(object));
    }

    Node at(String... keys) {
        Node node = this;
        for (String key : keys) {
            node = node.get(key);
        }
        return node;
    }

    Node get(String key) {
        Optional<Value> member = value.filter(Mapping.class::isInstance)
                .flatMap(map -> ((Mapping) map).get(key))
                .filter(it -> !it.isNull());
        boolean secret =
                value.orElse(null) instanceof Mapping map && map.secretKeys().contains(key);
        boolean plain = key.indexOf('.') < 0 && key.indexOf('/') < 0 && !key.isEmpty();
        String step = secret ? Secrets.MASK : key;
        String below = plain ? (path.isEmpty() ? step : path + "." + step) : path + "[" + step + "]";
        return new Node(below, key, member.map(Value::origin).orElse(origin), member);
    }

    /** The keys of a map, those of nulls included; none of anything else. */
    List<String> keys() {
        return value.filter(Mapping.class::isInstance)
                .map(map -> List.copyOf(((Mapping) map).entries().keySet()))
                .orElse(List.of());
    }

    /** The values of a map that are not null. */
    List<Node> members() {
        return keys().stream().map(this::get).filter(Node::exists).toList();
    }

    /** The items of a list; none of anything else. */
    List<Node> items() {
        List<Node> items = new ArrayList<>();
        if (value.orElse(null) instanceof Sequence list) {
            for (Value item : list.elements()) {
                String index = Integer.toString(items.size());
                items.add(new Node(path + "[" + index + "]", index, item.origin(), Optional.of(item)));
            }
        }
        return items;
    }

    /** This value and all that it holds. */
    Stream<Node> all() {
        return Stream.concat(
                Stream.of(this),
                Stream.concat(members().stream(), items().stream()).flatMap(Node::all));
    }

    boolean exists() {
        return value.isPresent();
    }

    boolean isMap() {
        return value.orElse(null) instanceof Mapping;
    }

    boolean isList() {
        return value.orElse(null) instanceof Sequence;
    }

    boolean isString() {
        return is(Scalar.Type.STRING);
    }

    boolean isNumber() {
        return is(Scalar.Type.NUMBER);
    }

    boolean isInteger() {
        return isNumber() && INTEGER.matcher(text()).matches();
    }

    boolean isBoolean() {
        return is(Scalar.Type.BOOLEAN);
    }

    /** Whether it is an item that is null; other nulls count as missing. */
    boolean isNull() {
        return is(Scalar.Type.NULL);
    }

    private boolean is(Scalar.Type type) {
        return value.orElse(null) instanceof Scalar scalar && scalar.type() == type;
    }

    /** The text of a scalar; empty for anything else. */
    String text() {
        return value.orElse(null) instanceof Scalar scalar ? scalar.text() : "";
    }

    /** The text of a scalar as it may be shown; empty for anything else. */
    String shown() {
        return value.orElse(null) instanceof Scalar scalar ? scalar.shown() : "";
    }

    /** The last part of the path as it may be shown. */
    String shownName() {
        return path.endsWith(Secrets.MASK) || path.endsWith(Secrets.MASK + "]") ? Secrets.MASK : name;
    }

    /** What to do about a text that is none of those that there may be; nothing that tells how near to one it is, if it is secret. */
    String advice(Collection<String> allowed) {
        return Nearest.advice(shown().equals(text()) ? text() : "", allowed);
    }
}
