package io.github.kitmaven.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Turns values into JSON trees, with numbers as Jackson's own parser makes them. */
final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private Json() {}

    static JsonNode of(Value value) {
        if (value instanceof Mapping mapping) {
            ObjectNode object = NODES.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, of(entry)));
            return object;
        }
        if (value instanceof Sequence sequence) {
            ArrayNode array = NODES.arrayNode(sequence.elements().size());
            sequence.elements().forEach(element -> array.add(of(element)));
            return array;
        }
        Scalar scalar = (Scalar) value;
        return switch (scalar.type()) {
            case STRING -> NODES.textNode(scalar.text());
            case BOOLEAN -> NODES.booleanNode(scalar.truthy());
            case NULL -> NODES.nullNode();
            case NUMBER -> number(scalar);
        };
    }

    private static JsonNode number(Scalar scalar) {
        String text = scalar.text();
        if (INTEGER.matcher(text).matches()) {
            BigInteger exact = new BigInteger(text);
            if (exact.bitLength() < Integer.SIZE) {
                return NODES.numberNode(exact.intValue());
            }
            return exact.bitLength() < Long.SIZE ? NODES.numberNode(exact.longValue()) : NODES.numberNode(exact);
        }
        double real = Double.parseDouble(text);
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            throw new UserException(Diagnostic.at(
                    scalar.origin(),
                    "Kubernetes knows no number " + scalar.shown(),
                    "Write a finite number, or quote it"));
        }
        return NODES.numberNode(real);
    }
}
