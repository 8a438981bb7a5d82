package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A custom resource keeps the schema of its CustomResourceDefinition, as far as that schema is structural: {@code allOf},
 * {@code anyOf}, {@code oneOf}, {@code not} and the rules in CEL are left to the server.
 */
final class CustomTypeRule implements ObjectRule {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");
    private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

    private final CustomKinds custom;

    CustomTypeRule(CustomKinds custom) {
        this.custom = custom;
    }

    @Override
    public void check(KubeObject object, Findings findings) {
        custom.find(object)
                .filter(Node::exists)
                .ifPresent(schema -> new Walk(object, findings).map(schema, object.root(), true));
    }

    /** A walk through one object. */
    private record Walk(KubeObject object, Findings findings) {

        void value(Node schema, Node node) {
            if (Unset.in(node)) {
                return;
            }
            if (!new SchemaValue(object, findings).check(schema, node)) {
                return;
            }
            if (node.isMap()) {
                map(schema, node, isTrue(schema.get("x-kubernetes-embedded-resource")));
            }
            node.items().forEach(item -> value(schema.get("items"), item));
        }

        void map(Node schema, Node node, boolean wholeObject) {
            Node properties = schema.get("properties");
            Node others = schema.get("additionalProperties");
            boolean open = isTrue(schema.get(OPEN)) || isTrue(others) || !schema.exists();
            for (Node member : node.members()) {
                Node property = properties.get(member.name());
                if (wholeObject && OF_EVERY_OBJECT.contains(member.name())) {
                    continue;
                }
                if (property.exists()) {
                    value(property, member);
                } else if (others.isMap()) {
                    value(others, member);
                } else if (!open) {
                    unknown(properties.keys(), member);
                }
            }
            for (Node name : schema.get("required").items()) {
                Node member = node.get(name.text());
                boolean byDefault = properties.get(name.text()).get("default").exists();
                if (!member.exists() && !byDefault) {
                    findings.error(
                            "missing-field",
                            object,
                            member,
                            member.path() + " is missing",
                            "Set it; the CustomResourceDefinition requires it");
                }
            }
        }

        private void unknown(List<String> known, Node member) {
            Optional<String> nearest = Nearest.to(member.shownName(), new TreeSet<>(known));
            findings.error(
                    "unknown-field",
                    object,
                    member,
                    "The CustomResourceDefinition knows no field " + member.path(),
                    nearest.map(name -> "The nearest name is " + name)
                            .orElse("Remove it, or add it to the definition"));
        }

        private static boolean isTrue(Node flag) {
            return flag.text().equals("true");
        }
    }
}
