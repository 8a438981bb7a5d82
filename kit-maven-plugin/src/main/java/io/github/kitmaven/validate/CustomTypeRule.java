package io.github.kitmaven.validate;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.schema.GoPatterns;

/**
 * A custom resource keeps the schema of its CustomResourceDefinition, after a server has filled the defaults in. Rules in
 * CEL are left to the server: {@link CelRules} tells of them.
 */
final class CustomTypeRule implements ObjectRule {
    private final CustomKinds custom;
    private final GoPatterns patterns;

    CustomTypeRule(CustomKinds custom, GoPatterns patterns) {
        this.custom = custom;
        this.patterns = patterns;
    }

    @Override
    public void check(KubeObject object, Findings findings) {
        custom.find(object)
                .ifPresent(version -> version.schema().ifPresent(schema -> {
                    Mapping filled = SchemaDefaults.fill(version.judged(object.map()), schema);
                    new SchemaWalk(object, findings, patterns, true).root(schema, Node.root(filled));
                }));
    }
}
