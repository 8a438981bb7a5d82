package io.github.kitmaven.validate;

import io.github.kitmaven.schema.GoPatterns;
import java.util.List;

/**
 * The schemas of a CustomResourceDefinition hold no pattern, no {@code uniqueItems} and no default that a server would refuse
 * the definition for. Whether they are structural is left to the server.
 */
final class DefinitionRule implements ObjectRule {
    private final GoPatterns patterns;

    DefinitionRule(GoPatterns patterns) {
        this.patterns = patterns;
    }

    @Override
    public void check(KubeObject object, Findings findings) {
        if (object.is("customresourcedefinitions.apiextensions.k8s.io")) {
            for (Node version : object.root().at("spec", "versions").items()) {
                schema(version.at("schema", "openAPIV3Schema"), object, findings);
            }
        }
    }

    private void schema(Node schema, KubeObject object, Findings findings) {
        Node pattern = schema.get("pattern");
        patterns.problem(pattern.text())
                .ifPresent(problem -> findings.error(
                        "invalid-value",
                        object,
                        pattern,
                        pattern.path() + " can't be read: " + (pattern.isSecret() ? pattern.shown() : problem),
                        "Write it in the syntax of RE2, which looks neither ahead nor back"));
        Node unique = schema.get("uniqueItems");
        if (unique.text().equals("true")) {
            findings.error(
                    "invalid-value",
                    object,
                    unique,
                    unique.path() + " can't be true",
                    "Remove it; x-kubernetes-list-type: set does the same");
        }
        Node byDefault = schema.get("default");
        if (byDefault.exists()) {
            new SchemaWalk(object, findings, patterns, true).value(CustomSchema.of(schema.value()), byDefault, false);
        }
        for (String one : List.of("items", "additionalProperties", "not")) {
            part(schema.get(one), object, findings);
        }
        schema.get("properties").members().forEach(part -> part(part, object, findings));
        for (String several : List.of("allOf", "anyOf", "oneOf")) {
            schema.get(several).items().forEach(part -> part(part, object, findings));
        }
    }

    private void part(Node part, KubeObject object, Findings findings) {
        if (part.isMap()) {
            schema(part, object, findings);
        }
    }
}
