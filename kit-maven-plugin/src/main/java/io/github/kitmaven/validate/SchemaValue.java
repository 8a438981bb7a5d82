package io.github.kitmaven.validate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether a value keeps what an openAPIV3Schema says of it by itself: its type and bounds. */
record SchemaValue(KubeObject object, Findings findings) {

    /** Returns whether the type is right, so that what the value holds can be looked at. */
    boolean check(Node schema, Node node) {
        boolean intOrString = schema.get("x-kubernetes-int-or-string").text().equals("true");
        String type = intOrString ? "intOrString" : schema.get("type").text();
        boolean fits = switch (type) {
            case "object" -> node.isMap();
            case "array" -> node.isList();
            case "string" -> node.isString();
            case "boolean" -> node.isBoolean();
            case "number" -> node.isNumber();
            case "integer" -> node.isInteger();
            case "intOrString" -> node.isInteger() || node.isString();
            default -> true;
        };
        if (!fits && !(node.isNull() && schema.get("nullable").text().equals("true"))) {
            new ScalarType(object, findings).wrong(words(type), node, "The CustomResourceDefinition wants it so");
        } else {
            values(schema, node);
            sizes(schema, node);
        }
        return fits;
    }

    private void values(Node schema, Node node) {
        List<String> allowed =
                schema.get("enum").items().stream().map(Node::text).toList();
        if (!allowed.isEmpty() && !allowed.contains(node.text())) {
            wrong(node, "can't be " + node.shown(), node.advice(allowed));
        }
        String pattern = schema.get("pattern").text();
        if (node.isString() && !pattern.isEmpty() && !finds(pattern, node.text())) {
            wrong(node, "can't be " + node.shown(), "It must match " + pattern);
        }
        if (node.isNumber()) {
            number(schema, node);
        }
    }

    private void number(Node schema, Node node) {
        BigDecimal value = new BigDecimal(node.text());
        bound(schema.get("minimum")).ifPresent(lowest -> {
            boolean exclusive = schema.get("exclusiveMinimum").text().equals("true");
            if (value.compareTo(lowest) < (exclusive ? 1 : 0)) {
                wrong(node, "can't be " + node.shown(), "It must be " + (exclusive ? "above " : "at least ") + lowest);
            }
        });
        bound(schema.get("maximum")).ifPresent(highest -> {
            boolean exclusive = schema.get("exclusiveMaximum").text().equals("true");
            if (value.compareTo(highest) > (exclusive ? -1 : 0)) {
                wrong(node, "can't be " + node.shown(), "It must be " + (exclusive ? "below " : "at most ") + highest);
            }
        });
    }

    private void sizes(Node schema, Node node) {
        if (node.isString()) {
            size(schema, "Length", node.text().codePointCount(0, node.text().length()), "characters", node);
        } else if (node.isList()) {
            size(schema, "Items", node.items().size(), "items", node);
        } else if (node.isMap()) {
            size(schema, "Properties", node.members().size(), "entries", node);
        }
    }

    private void size(Node schema, String of, int size, String unit, Node node) {
        BigDecimal actual = BigDecimal.valueOf(size);
        boolean tooFew = bound(schema.get("min" + of))
                .filter(min -> actual.compareTo(min) < 0)
                .isPresent();
        boolean tooMany = bound(schema.get("max" + of))
                .filter(max -> actual.compareTo(max) > 0)
                .isPresent();
        if (tooFew || tooMany) {
            wrong(
                    node,
                    "has " + size + " " + unit,
                    "It needs at " + (tooFew ? "least " : "most ")
                            + schema.get((tooFew ? "min" : "max") + of).text());
        }
    }

    private void wrong(Node node, String what, String advice) {
        findings.error("invalid-value", object, node, node.path() + " " + what, advice);
    }

    private static Optional<BigDecimal> bound(Node bound) {
        return bound.isNumber() ? Optional.of(new BigDecimal(bound.text())) : Optional.empty();
    }

    /** A server searches, and speaks another dialect: what Java can't read is left to it. */
    private static boolean finds(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
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
