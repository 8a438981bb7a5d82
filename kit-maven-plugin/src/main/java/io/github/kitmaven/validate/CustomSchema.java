package io.github.kitmaven.validate;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An openAPIV3Schema of a CustomResourceDefinition, or a part of one. A keyword of a wrong type counts as missing. */
record CustomSchema(Mapping map) {
    private static final String RULES = "x-kubernetes-validations";

    static Optional<CustomSchema> of(Optional<Value> value) {
        return value.filter(Mapping.class::isInstance).map(it -> new CustomSchema((Mapping) it));
    }

    /** The text of a keyword; empty if it is missing. */
    String text(String keyword) {
        return map.entries().get(keyword) instanceof Scalar scalar ? scalar.text() : "";
    }

    /** The text of a keyword as it may be shown; empty if it is missing. */
    String shown(String keyword) {
        return map.entries().get(keyword) instanceof Scalar scalar ? scalar.shown() : "";
    }

    /** What may be shown of a number that a keyword gives. */
    String shown(String keyword, BigDecimal number) {
        return map.entries().get(keyword) instanceof Scalar scalar && scalar.secret()
                ? scalar.shown()
                : number.toString();
    }

    boolean flag(String keyword) {
        return text(keyword).equals("true");
    }

    Optional<BigDecimal> number(String keyword) {
        return map.entries().get(keyword) instanceof Scalar scalar && scalar.type() == Scalar.Type.NUMBER
                ? Optional.of(new BigDecimal(scalar.text()))
                : Optional.empty();
    }

    /** The values of a list. */
    List<Value> values(String keyword) {
        return map.entries().get(keyword) instanceof Sequence list ? list.elements() : List.of();
    }

    /** The texts of a list. */
    List<String> texts(String keyword) {
        return values(keyword).stream().map(Value::text).toList();
    }

    /** The schema under a keyword. */
    Optional<CustomSchema> schema(String keyword) {
        return of(map.get(keyword));
    }

    /** The schemas in the list under a keyword. */
    List<CustomSchema> schemas(String keyword) {
        return values(keyword).stream()
                .flatMap(value -> of(Optional.of(value)).stream())
                .toList();
    }

    /** The schema of a property. */
    Optional<CustomSchema> property(String name) {
        return schema("properties").flatMap(properties -> properties.schema(name));
    }

    /** The names of all properties that it describes. */
    Set<String> properties() {
        return schema("properties").map(all -> all.map.entries().keySet()).orElse(Set.of());
    }

    /** The names of those that anybody may read. */
    Set<String> shownProperties() {
        Set<String> names = new HashSet<>(properties());
        schema("properties").ifPresent(all -> names.removeAll(all.map.secretKeys()));
        return names;
    }

    /** The value that a missing member has. */
    Optional<Value> byDefault() {
        return map.get("default").filter(value -> !value.isNull());
    }

    /** How many rules in CEL it has, those of all its parts included. */
    long rules() {
        return rules(map);
    }

    private static long rules(Value value) {
        if (value instanceof Sequence list) {
            return list.elements().stream().mapToLong(CustomSchema::rules).sum();
        }
        if (!(value instanceof Mapping parts)) {
            return 0;
        }
        long own = Stream.ofNullable(parts.entries().get(RULES))
                .mapToLong(it -> it instanceof Sequence list ? list.elements().size() : 0)
                .sum();
        return own
                + parts.entries().values().stream()
                        .mapToLong(CustomSchema::rules)
                        .sum();
    }
}
