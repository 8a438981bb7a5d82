package io.github.kitmaven.validate;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.config.YamlReader;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;

/** Reads the objects of a file; what is none becomes a finding, and the rest is read all the same. */
final class ObjectReader {
    private static final YamlReader YAML = YamlReader.of(FormatVersion.V3);

    private final Findings findings;
    private final List<KubeObject> objects = new ArrayList<>();

    private ObjectReader(Findings findings) {
        this.findings = findings;
    }

    static List<KubeObject> read(ManifestFile file, Findings findings) {
        ObjectReader reader = new ObjectReader(findings);
        reader.read(file);
        return reader.objects;
    }

    private void read(ManifestFile file) {
        try {
            List<Value> documents = YAML.all(file.source());
            documents.forEach(document -> add(document, file));
        } catch (UserException e) {
            e.diagnostics().forEach(problem -> findings.add(Finding.error("invalid-yaml", problem)));
        }
    }

    private void add(Value document, ManifestFile file) {
        if (!(document instanceof Mapping object)) {
            wrong("invalid-yaml", document.origin(), "A Kubernetes object must be a map", "Write it as key: value");
            return;
        }
        Node root = Node.root(object);
        boolean hasVersion = has(root, "apiVersion");
        boolean hasKind = has(root, "kind");
        boolean list =
                root.get("kind").text().endsWith("List") && root.get("items").isList();
        if (list) {
            root.get("items").items().forEach(item -> item.value().ifPresent(value -> add(value, file)));
        } else if (hasVersion && hasKind) {
            has(root, "metadata", "name");
            objects.add(KubeObject.of(
                    object, file.namespace(), !file.source().secret().isEmpty()));
        }
    }

    private boolean has(Node root, String... path) {
        Node node = root.at(path);
        if (node.text().isEmpty()) {
            wrong(
                    "missing-field",
                    root.origin(),
                    "This object has no " + node.path(),
                    "Every Kubernetes object has apiVersion, kind and metadata.name");
        }
        return !node.text().isEmpty();
    }

    private void wrong(String rule, Origin origin, String message, String advice) {
        findings.add(Finding.error(rule, Diagnostic.at(origin, message, advice)));
    }
}
