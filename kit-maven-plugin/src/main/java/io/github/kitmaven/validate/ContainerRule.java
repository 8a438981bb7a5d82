package io.github.kitmaven.validate;

import io.github.kitmaven.model.Quantity;
import io.github.kitmaven.schema.Names;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a container must say, and what must fit together in it. */
record ContainerRule(KubeObject object, Findings findings) {
    /** Printable ASCII without the sign that ends a name. */
    private static final Pattern VARIABLE = Pattern.compile("[ -<>-~]*");

    void check(Node container) {
        names(container);
        environment(container);
        resources(container);
        for (String probe : Set.of("livenessProbe", "readinessProbe", "startupProbe")) {
            handlers(container.get(probe));
        }
    }

    private void names(Node container) {
        Node name = container.get("name");
        if (name.exists()
                && !Unset.in(name)
                && Names.labelProblem(name.text(), false).isPresent()) {
            findings.error("invalid-name", object, name, "A container can't be named " + name.shown(), NameRule.LABEL);
        }
        Node image = container.get("image");
        if (image.text().isBlank() && !image.isMap() && !image.isList()) {
            findings.error(
                    "missing-field", object, image, image.path() + " is missing", "Set it; no container runs without");
        }
        Set<String> ports = new HashSet<>();
        for (Node port : container.get("ports").items()) {
            Node portName = port.get("name");
            if (portName.exists() && !Unset.in(portName)) {
                port(portName, ports.add(portName.text()));
            }
        }
    }

    private void port(Node name, boolean first) {
        if (!Names.isPortName(name.text())) {
            findings.error(
                    "invalid-name",
                    object,
                    name,
                    "A port can't be named " + name.shown(),
                    "Use at most 15 lower-case letters, digits and single -, with a letter among them");
        }
        if (!first) {
            findings.error(
                    "duplicate-item",
                    object,
                    name,
                    name.path() + " is " + name.shown() + ", as that of another port is",
                    "Give each port a name of its own");
        }
    }

    private void environment(Node container) {
        for (Node variable : container.get("env").items()) {
            Node name = variable.get("name");
            if (!VARIABLE.matcher(name.text()).matches() && !Unset.in(name)) {
                findings.error(
                        "invalid-name",
                        object,
                        name,
                        name.path() + " can't name an environment variable",
                        "Use ASCII characters other than =");
            }
            Node value = variable.get("value");
            if (!value.text().isEmpty() && variable.get("valueFrom").exists()) {
                findings.error(
                        "invalid-value",
                        object,
                        value,
                        variable.path() + " has both value and valueFrom",
                        "Remove one of the two");
            }
        }
    }

    private void resources(Node container) {
        Node limits = container.at("resources", "limits");
        for (Node request : container.at("resources", "requests").members()) {
            Node limit = limits.get(request.name());
            Optional<BigDecimal> most = Quantity.number(limit.text());
            boolean over = Quantity.number(request.text())
                    .filter(amount -> most.isPresent() && amount.compareTo(most.get()) > 0)
                    .isPresent();
            if (over) {
                findings.error(
                        "request-over-limit",
                        object,
                        request,
                        request.path() + " is " + request.shown() + ", but the limit is " + limit.shown(),
                        "Raise the limit or lower the request");
            }
        }
    }

    /** A probe asks in exactly one way. */
    private void handlers(Node probe) {
        long ways = Set.of("exec", "httpGet", "tcpSocket", "grpc").stream()
                .filter(way -> probe.get(way).exists())
                .count();
        if (probe.exists() && ways != 1) {
            findings.error(
                    "invalid-value",
                    object,
                    probe,
                    probe.path() + (ways == 0 ? " says not how to ask" : " asks in " + ways + " ways"),
                    "Give it one of exec, httpGet, tcpSocket and grpc");
        }
    }
}
