package io.github.kitmaven.validate;

import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.schema.Formats;
import io.github.kitmaven.schema.GoPatterns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Whether a value keeps what an openAPIV3Schema says of it by itself: its type, bounds and form. */
record SchemaValue(KubeObject object, Findings findings, GoPatterns patterns) {

    /** Returns whether what the value holds can be looked at: it has the right type, and is not null. */
    boolean check(CustomSchema schema, Node node) {
        String type = schema.flag("x-kubernetes-int-or-string") ? "intOrString" : schema.text("type");
        boolean mayBeNull = type.isEmpty() || schema.flag("nullable");
        if (!(node.isNull() && mayBeNull) && !fits(type, node)) {
            new ScalarType(object, findings).wrong(words(type), node, "The CustomResourceDefinition wants it so");
            return false;
        }
        enumeration(schema.values("enum"), node);
        if (node.isString()) {
            text(schema, node);
        } else if (node.isNumber()) {
            number(schema, node);
        } else if (node.isList()) {
            size(schema, "Items", node.items().size(), "items", node);
        } else if (node.isMap()) {
            size(schema, "Properties", node.keys().size(), "entries", node);
        }
        return !node.isNull();
    }

    private static boolean fits(String type, Node node) {
        return switch (type) {
            case "object" -> node.isMap();
            case "array" -> node.isList();
            case "string" -> node.isString();
            case "boolean" -> node.isBoolean();
            case "number" -> node.isNumber();
            case "integer" -> node.isInteger();
            case "intOrString" -> node.isInteger() || node.isString();
            default -> true;
        };
    }

    /** A server takes no null for one of the values, even if null is among them. */
    private void enumeration(List<Value> allowed, Node node) {
        Object value = SchemaText.comparable(node.value());
        boolean found = allowed.stream()
                .anyMatch(it -> SchemaText.comparable(Optional.of(it)).equals(value));
        if (!allowed.isEmpty() && (!found || node.isNull())) {
            String shown = SchemaText.of(node.value());
            wrong(
                    node,
                    "can't be " + shown,
                    Nearest.advice(
                            shown.contains(Secrets.MASK) ? "" : shown,
                            allowed.stream().map(SchemaText::of).toList()));
        }
    }

    private void text(CustomSchema schema, Node node) {
        String text = node.text();
        size(schema, "Length", text.codePointCount(0, text.length()), "characters", node);
        String pattern = schema.text("pattern");
        if (!pattern.isEmpty() && !patterns.finds(pattern, text)) {
            wrong(node, "can't be " + node.shown(), "It must match " + schema.shown("pattern"));
        }
        String format = schema.text("format");
        if (!Formats.allows(format, text)) {
            wrong(node, "can't be " + node.shown(), "It must have the format " + schema.shown("format"));
        }
    }

    private void number(CustomSchema schema, Node node) {
        BigDecimal value = new BigDecimal(node.text());
        bound(schema, "minimum", node).ifPresent(lowest -> {
            boolean exclusive = schema.flag("exclusiveMinimum");
            if (value.compareTo(lowest) < (exclusive ? 1 : 0)) {
                wrong(
                        node,
                        "can't be " + node.shown(),
                        "It must be " + (exclusive ? "above " : "at least ") + schema.shown("minimum", lowest));
            }
        });
        bound(schema, "maximum", node).ifPresent(highest -> {
            boolean exclusive = schema.flag("exclusiveMaximum");
            if (value.compareTo(highest) > (exclusive ? -1 : 0)) {
                wrong(
                        node,
                        "can't be " + node.shown(),
                        "It must be " + (exclusive ? "below " : "at most ") + schema.shown("maximum", highest));
            }
        });
        bound(schema, "multipleOf", node).filter(it -> it.signum() > 0).ifPresent(factor -> {
            if (value.remainder(factor).signum() != 0) {
                wrong(
                        node,
                        "can't be " + node.shown(),
                        "It must be a multiple of " + schema.shown("multipleOf", factor));
            }
        });
    }

    /** To a server, what an integer is compared with is one, too: it drops the fraction. */
    private static Optional<BigDecimal> bound(CustomSchema schema, String keyword, Node node) {
        return schema.number(keyword).map(it -> node.isInteger() ? it.setScale(0, RoundingMode.DOWN) : it);
    }

    private void size(CustomSchema schema, String of, int size, String unit, Node node) {
        BigDecimal actual = BigDecimal.valueOf(size);
        Optional<BigDecimal> least = schema.number("min" + of);
        Optional<BigDecimal> most = schema.number("max" + of);
        if (least.isPresent() && actual.compareTo(least.get()) < 0) {
            wrong(node, "has " + size + " " + unit, "It needs at least " + schema.shown("min" + of, least.get()));
        }
        if (most.isPresent() && actual.compareTo(most.get()) > 0) {
            wrong(node, "has " + size + " " + unit, "It needs at most " + schema.shown("max" + of, most.get()));
        }
    }

    private void wrong(Node node, String what, String advice) {
        String path = node.path().isEmpty() ? "The object" : node.path();
        findings.error("invalid-value", object, node, path + " " + what, advice);
    }

    private static String words(String type) {
        return switch (type) {
            case "object" -> "a map";
            case "array" -> "a list";
            case "boolean" -> "true or false";
            case "integer" -> "an integer";
            case "intOrString" -> "an integer or a string";
            default -> "a " + type;
        };
    }
}
