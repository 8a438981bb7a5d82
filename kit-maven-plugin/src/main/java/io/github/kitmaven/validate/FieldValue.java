package io.github.kitmaven.validate;

import io.github.kitmaven.schema.AllowedValues;
import io.github.kitmaven.schema.AllowedValues.Between;
import io.github.kitmaven.schema.AllowedValues.OneOf;
import io.github.kitmaven.schema.SchemaType.Struct;
import java.math.BigDecimal;
import java.util.List;

/** Whether a field that is limited to some values has one of them. */
record FieldValue(KubeObject object, Findings findings) {

    void check(Struct struct, String field, Node node) {
        AllowedValues.of(struct.name(), field).ifPresent(rule -> {
            List<Node> values = node.isList() ? node.items() : List.of(node);
            values.stream().filter(value -> !Unset.in(value)).forEach(value -> check(rule, value));
        });
    }

    private void check(AllowedValues rule, Node node) {
        // an empty text counts as missing, so the default is taken
        if (rule instanceof OneOf one && node.isString() && !node.text().isEmpty()) {
            if (!one.values().contains(node.text())) {
                findings.error(
                        "invalid-value",
                        object,
                        node,
                        node.path() + " can't be " + node.shown(),
                        node.advice(one.values()));
            }
        } else if (rule instanceof Between range && node.isNumber()) {
            number(range, node);
        }
    }

    private void number(Between range, Node node) {
        BigDecimal value = new BigDecimal(node.text());
        boolean tooLow = value.compareTo(BigDecimal.valueOf(range.lowest())) < 0;
        if (tooLow || value.compareTo(BigDecimal.valueOf(range.highest())) > 0) {
            findings.error(
                    "invalid-value",
                    object,
                    node,
                    node.path() + " can't be " + node.shown(),
                    range.highest() >= Integer.MAX_VALUE
                            ? "The lowest it may be is " + range.lowest()
                            : "It may be from " + range.lowest() + " to " + range.highest());
        }
    }
}
