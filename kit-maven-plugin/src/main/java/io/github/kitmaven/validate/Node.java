package io.github.kitmaven.validate;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Nearest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A value of an object with its path, or the place where one is missing. A null counts as missing, as it does to a server. */
final class Node {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    /** Put together only where a finding tells it: nearly all values are right. */
    private final Supplier<String> path;

    private final String name;
    private final String shownName;
    private final Origin origin;
    private final Optional<Value> value;

    private Node(Supplier<String> path, String name, String shownName, Origin origin, Optional<Value> value) {
        this.path = path;
        this.name = name;
        this.shownName = shownName;
        this.origin = origin;
        this.value = value;
    }

    static Node root(Mapping object) {
        return new Node(() -> "", "", "", object.origin(), Optional.of(object));
    }

    /** No value of no object. */
    static Node none() {
        return new Node(() -> "", "", "", Origin.of(""), Optional.empty());
    }

    Node at(String... keys) {
        Node node = this;
        for (String key : keys) {
            node = node.get(key);
        }
        return node;
    }

    Node get(String key) {
        Value member = value.orElse(null) instanceof Mapping map ? map.entries().get(key) : null;
        return member == null || member.isNull()
                ? below(key, origin, Optional.empty())
                : below(key, member.origin(), Optional.of(member));
    }

    /** A member like {@link #get}, but a null counts as there, too. */
    Node orNull(String key) {
        Value member = value.orElse(null) instanceof Mapping map ? map.entries().get(key) : null;
        return member == null ? get(key) : below(key, member.origin(), Optional.of(member));
    }

    /** A member like {@link #get}, but placed where its key stands, for what is wrong with the key. */
    Node key(String key) {
        Origin place = value.orElse(null) instanceof Mapping map ? map.keyOrigin(key) : origin;
        return below(key, place, get(key).value);
    }

    private Node below(String key, Origin place, Optional<Value> member) {
        boolean secret =
                value.orElse(null) instanceof Mapping map && map.secretKeys().contains(key);
        String shown = secret ? Secrets.MASK : key;
        return new Node(() -> below(shown), key, shown, place, member);
    }

    private String below(String key) {
        String above = path();
        boolean plain = key.indexOf('.') < 0 && key.indexOf('/') < 0 && !key.isEmpty();
        return plain ? (above.isEmpty() ? key : above + "." + key) : above + "[" + key + "]";
    }

    /** The keys of a map, those of nulls included; none of anything else. */
    Set<String> keys() {
        return value.orElse(null) instanceof Mapping map ? map.entries().keySet() : Set.of();
    }

    /** The values of a map that are not null. */
    List<Node> members() {
        List<Node> members = new ArrayList<>();
        for (String key : keys()) {
            Node member = get(key);
            if (member.exists()) {
                members.add(member);
            }
        }
        return members;
    }

    /** The items of a list; none of anything else. */
    List<Node> items() {
        List<Node> items = new ArrayList<>();
        if (value.orElse(null) instanceof Sequence list) {
            for (Value item : list.elements()) {
                String index = Integer.toString(items.size());
                items.add(new Node(() -> path() + "[" + index + "]", index, index, item.origin(), Optional.of(item)));
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

    /** The path in the object as it may be shown, such as {@code spec.template.spec.containers[0].image}. */
    String path() {
        return path.get();
    }

    /** The last part of the path: a key, or an index. */
    String name() {
        return name;
    }

    /** Where the value stands, or for a missing one what should hold it. */
    Origin origin() {
        return origin;
    }

    /** The value, if there is one. */
    Optional<Value> value() {
        return value;
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
        return isNumber() && INTEGER.matcher(text()).matches() && new BigInteger(text()).bitLength() < Long.SIZE;
    }

    boolean isBoolean() {
        return is(Scalar.Type.BOOLEAN);
    }

    /** Whether it is a null that counts as there: that of a list, or from {@link #orNull}. */
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

    /** Whether nobody may read it, or a part of it. */
    boolean isSecret() {
        return value.filter(Value::secret).isPresent();
    }

    /** The last part of the path as it may be shown. */
    String shownName() {
        return shownName;
    }

    /** What to do about a text that is none of those that there may be; nothing that tells how near to one it is, if it is secret. */
    String advice(Collection<String> allowed) {
        return Nearest.advice(isSecret() ? "" : text(), allowed);
    }
}
