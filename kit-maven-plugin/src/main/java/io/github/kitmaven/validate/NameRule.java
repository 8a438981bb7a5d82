package io.github.kitmaven.validate;

import io.github.kitmaven.schema.Names;
import java.util.Map;
import java.util.Optional;

/** The name of an object has the form that its kind asks for, and its namespace is a DNS label. */
final class NameRule implements ObjectRule {
    /** How long the names of kinds may be that name the objects they make after themselves. */
    private static final Map<String, Integer> LONGEST = Map.of("cronjobs.batch", 52, "jobs.batch", 63);

    static final String SUBDOMAIN =
            "Use at most 253 lower-case letters, digits, - and ., with a letter or digit at both"
                    + " ends and around each dot";
    static final String LABEL = "Use at most 63 lower-case letters, digits and -, with a letter or digit at both ends";
    private static final String SERVICE = LABEL + ", and a letter first";

    @Override
    public void check(KubeObject object, Findings findings) {
        Node name = object.root().at("metadata", "name");
        if (name.exists() && !Unset.in(name)) {
            advice(object, name.text())
                    .ifPresent(advice -> findings.error(
                            "invalid-name", object, name, "a " + object.shownKind() + " can't be named so", advice));
        }
        Node namespace = object.root().at("metadata", "namespace");
        if (namespace.exists()
                && !Unset.in(namespace)
                && Names.labelProblem(namespace.text(), false).isPresent()) {
            findings.error(
                    "invalid-name", object, namespace, namespace.shown() + " can't be the name of a namespace", LABEL);
        }
    }

    /** What to do about a name; empty where it is right. */
    private static Optional<String> advice(KubeObject object, String name) {
        String resource = object.kind().map(kind -> kind.resource()).orElse("");
        if (object.kind()
                .filter(kind -> kind.group().equals("rbac.authorization.k8s.io"))
                .isPresent()) {
            boolean path = name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%");
            return path ? Optional.of("Use no / and no %") : Optional.empty();
        }
        int longest = LONGEST.getOrDefault(resource, Integer.MAX_VALUE);
        if (name.length() > longest) {
            return Optional.of("Use at most " + longest + " characters, for it names its pods, too");
        }
        return switch (resource) {
            case "ipaddresses.networking.k8s.io" -> Optional.empty();
            case "services" -> Names.labelProblem(name, true).map(problem -> SERVICE);
            case "namespaces", "statefulsets.apps" ->
                Names.labelProblem(name, false).map(problem -> LABEL);
            case "customresourcedefinitions.apiextensions.k8s.io" -> definition(object, name);
            default -> Names.subdomainProblem(name).map(problem -> SUBDOMAIN);
        };
    }

    private static Optional<String> definition(KubeObject object, String name) {
        Node spec = object.root().get("spec");
        String expected =
                spec.at("names", "plural").text() + "." + spec.get("group").text();
        return name.equals(expected)
                ? Optional.empty()
                : Optional.of("Name it " + spec.at("names", "plural").shown() + "."
                        + spec.get("group").shown() + ", by its plural and group");
    }
}
