package io.github.kitmaven.validate;

import io.github.kitmaven.model.Quantity;
import io.github.kitmaven.schema.SchemaType.Scalar;
import java.util.regex.Pattern;

/**
 * Whether single values have the type that their field needs. Messages never quote the value of one that hasn't: it may be
 * a secret in the wrong place.
 */
record ScalarType(KubeObject object, Findings findings) {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

    void check(Scalar type, Node node) {
        if (Unset.in(node)) {
            return;
        }
        switch (type) {
            case STRING -> require(node.isString(), "a string", node, quote(node));
            case INT ->
                require(node.isInteger(), "an integer", node, unquote(node, "Write a number without a fraction"));
            case NUMBER -> require(node.isNumber(), "a number", node, unquote(node, "Write a number"));
            case BOOL -> require(node.isBoolean(), "true or false", node, "Write true or false, without quotes");
            case INT_OR_STRING ->
                require(node.isInteger() || node.isString(), "an integer or a string", node, "Write one of them");
            case QUANTITY -> quantity(node);
        }
    }

    void wrong(String wanted, Node node, String advice) {
        findings.error("wrong-type", object, node, node.path() + " must be " + wanted + ", not " + found(node), advice);
    }

    private void require(boolean fits, String wanted, Node node, String advice) {
        if (!fits) {
            wrong(wanted, node, advice);
        }
    }

    private void quantity(Node node) {
        boolean scalar = node.isString() || node.isNumber();
        if (!scalar) {
            wrong("a quantity", node, "Write an amount such as 500m or 1Gi");
        } else if (Quantity.number(node.text()).isEmpty()) {
            findings.error(
                    "invalid-quantity",
                    object,
                    node,
                    node.path() + " is no quantity: " + node.shown(),
                    "Write a number with a unit such as m, k, M, G or Ki, Mi, Gi");
        }
    }

    private static String quote(Node node) {
        return node.isNumber() || node.isBoolean() ? "Put it in quotes" : "Write a string here";
    }

    private static String unquote(Node node, String otherwise) {
        return node.isString() && INTEGER.matcher(node.text()).matches() ? "Remove the quotes" : otherwise;
    }

    private static String found(Node node) {
        if (node.isMap() || node.isList()) {
            return node.isMap() ? "a map" : "a list";
        }
        if (node.isNull()) {
            return "null";
        }
        return node.isBoolean() ? "a boolean" : node.isNumber() ? "a number" : "a string";
    }
}
