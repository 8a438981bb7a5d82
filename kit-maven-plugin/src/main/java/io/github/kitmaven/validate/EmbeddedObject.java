package io.github.kitmaven.validate;

import io.github.kitmaven.schema.Names;
import io.github.kitmaven.schema.Schema;
import java.util.Locale;

/** A whole object inside of a custom resource has what every object has, whatever its kind is. */
record EmbeddedObject(KubeObject object, Findings findings) {

    void check(Node embedded) {
        Node apiVersion = embedded.get("apiVersion");
        Node kind = embedded.get("kind");
        require(apiVersion);
        require(kind);
        if (apiVersion.text().chars().filter(c -> c == '/').count() > 1) {
            wrong(apiVersion, "Write a version, with its group before it: apps/v1");
        }
        String word = kind.text().toLowerCase(Locale.ROOT);
        if (!word.isEmpty() && !Unset.in(kind) && Names.labelProblem(word, true).isPresent()) {
            wrong(kind, "Write a kind such as ConfigMap");
        }
        TypeRule.check(Schema.ofCustomResource(), object, embedded, findings);
        LabelRule.metadata(object, embedded.get("metadata"), findings);
    }

    private void require(Node node) {
        if (!node.exists() || (node.isString() && node.text().isEmpty())) {
            findings.error("missing-field", object, node, node.path() + " is missing", "Set it; every object has it");
        }
    }

    private void wrong(Node node, String advice) {
        findings.error("invalid-value", object, node, node.path() + " can't be " + node.shown(), advice);
    }
}
