package io.github.kitmaven.validate;

import io.github.kitmaven.schema.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a Service says fits together. */
final class ServiceRule implements ObjectRule {

    @Override
    public void check(KubeObject object, Findings findings) {
        if (!object.is("services")) {
            return;
        }
        Node spec = object.root().get("spec");
        Node ports = spec.get("ports");
        if (spec.get("type").text().equals("ExternalName")) {
            require(object, spec.get("externalName"), findings);
        } else if (!spec.get("clusterIP").text().equals("None") && ports.items().isEmpty()) {
            require(object, ports, findings);
        }
        names(object, ports.items(), findings);
    }

    private static void names(KubeObject object, List<Node> ports, Findings findings) {
        Set<String> names = new HashSet<>();
        for (Node port : ports) {
            Node name = port.get("name");
            if (ports.size() > 1) {
                require(object, name, findings);
            }
            if (Unset.in(name) || name.text().isEmpty()) {
                continue;
            }
            if (Names.labelProblem(name.text(), false).isPresent()) {
                findings.error("invalid-name", object, name, "A port can't be named " + name.shown(), NameRule.LABEL);
            }
            if (!names.add(name.text())) {
                findings.error(
                        "duplicate-item",
                        object,
                        name,
                        name.path() + " is " + name.shown() + ", as that of another port is",
                        "Give each port a name of its own");
            }
        }
    }

    private static void require(KubeObject object, Node node, Findings findings) {
        if (node.text().isEmpty() && (!node.isList() || node.items().isEmpty())) {
            findings.error("missing-field", object, node, node.path() + " is missing", "Set it; this Service needs it");
        }
    }
}
