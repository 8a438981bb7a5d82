package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.schema.GoPatterns;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A walk through one custom resource along the schema of its CustomResourceDefinition.
 *
 * @param object the custom resource
 * @param findings hears of what is wrong
 * @param patterns reads the patterns
 * @param whole whether the schema says all that there may be; one below {@code allOf} and the like only adds to it
 */
record SchemaWalk(KubeObject object, Findings findings, GoPatterns patterns, boolean whole) {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

    /** Checks the object itself, after defaults are filled in. */
    void root(CustomSchema schema, Node root) {
        if (new SchemaValue(object, findings, patterns).check(schema, root)) {
            inside(schema, root, true, false);
        }
    }

    /**
     * Checks a value.
     *
     * @param schema its schema; empty where there is none, so that a server keeps no member of a map
     * @param node the value
     * @param open whether it may have members that the schema does not know
     */
    void value(Optional<CustomSchema> schema, Node node, boolean open) {
        if (Unset.in(node)) {
            return;
        }
        if (schema.isEmpty()) {
            if (whole && !open) {
                node.keys().forEach(name -> unknown(Set.of(), node.key(name)));
                node.items().forEach(item -> value(schema, item, false));
            }
        } else if (new SchemaValue(object, findings, patterns).check(schema.get(), node)) {
            inside(schema.get(), node, schema.get().flag("x-kubernetes-embedded-resource"), open);
        }
    }

    private void inside(CustomSchema schema, Node node, boolean embedded, boolean open) {
        boolean keeps = open || schema.flag("x-kubernetes-preserve-unknown-fields");
        for (String name : node.keys()) {
            member(schema, node, name, embedded, keeps);
        }
        if (node.isMap()) {
            schema.texts("required").forEach(name -> require(node, name));
        }
        node.items().forEach(item -> value(schema.schema("items"), item, keeps));
        if (embedded && !node.path().isEmpty()) {
            new EmbeddedObject(object, findings).check(node);
        }
        new CustomListKeys(object, findings).check(schema, node);
        new SchemaChoice(this).check(schema, node);
    }

    private void member(CustomSchema schema, Node node, String name, boolean embedded, boolean keeps) {
        Node member = node.orNull(name);
        Optional<CustomSchema> property = schema.property(name).or(() -> schema.schema("additionalProperties"));
        if (embedded && OF_EVERY_OBJECT.contains(name)) {
            property.ifPresent(it -> value(property, member, true));
        } else if (property.isPresent() || schema.flag("additionalProperties")) {
            value(property, member, false);
        } else if (whole && !keeps) {
            unknown(schema.shownProperties(), node.key(name));
        }
    }

    private void require(Node node, String name) {
        if (!node.keys().contains(name)) {
            Node member = node.get(name);
            findings.error(
                    "missing-field",
                    object,
                    member,
                    member.path() + " is missing",
                    "Set it; the CustomResourceDefinition requires it");
        }
    }

    private void unknown(Set<String> known, Node member) {
        findings.error(
                "unknown-field",
                object,
                member,
                "The CustomResourceDefinition knows no field " + member.path(),
                Nearest.to(member.shownName(), new TreeSet<>(known))
                        .map(name -> "The nearest name is " + name)
                        .orElse("Remove it, or add it to the definition"));
    }
}
