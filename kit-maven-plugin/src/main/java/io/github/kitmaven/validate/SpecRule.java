package io.github.kitmaven.validate;

import java.math.BigDecimal;
import java.util.List;

/** What must fit together in the specs of single kinds, as far as their fields can't tell. */
final class SpecRule implements ObjectRule {

    @Override
    public void check(KubeObject object, Findings findings) {
        Node spec = object.root().get("spec");
        switch (object.kind().map(kind -> kind.resource()).orElse("")) {
            case "deployments.apps" -> strategy(object, spec.get("strategy"), findings);
            case "persistentvolumeclaims" -> claim(object, spec, findings);
            case "horizontalpodautoscalers.autoscaling" -> scaling(object, spec, findings);
            case "poddisruptionbudgets.policy" -> budget(object, spec, findings);
            case "ingresses.networking.k8s.io" -> ingress(object, spec, findings);
            case "roles.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io" ->
                object.root().get("rules").items().forEach(rule -> role(object, rule, findings));
            default -> {}
        }
    }

    private static void strategy(KubeObject object, Node strategy, Findings findings) {
        Node rolling = strategy.get("rollingUpdate");
        if (strategy.get("type").text().equals("Recreate") && rolling.exists()) {
            wrong(
                    object,
                    rolling,
                    rolling.path() + " doesn't go with type Recreate",
                    "Remove one of the two",
                    findings);
        }
    }

    private static void claim(KubeObject object, Node spec, Findings findings) {
        if (spec.exists()) {
            require(object, spec.get("accessModes"), findings);
            require(object, spec.at("resources", "requests", "storage"), findings);
        }
    }

    private static void scaling(KubeObject object, Node spec, Findings findings) {
        Node least = spec.get("minReplicas");
        Node most = spec.get("maxReplicas");
        boolean crossed = least.isInteger()
                && most.isInteger()
                && new BigDecimal(least.text()).compareTo(new BigDecimal(most.text())) > 0;
        if (crossed) {
            wrong(
                    object,
                    least,
                    "spec.minReplicas is " + least.shown() + ", but spec.maxReplicas is " + most.shown(),
                    "Raise the one or lower the other",
                    findings);
        }
    }

    private static void budget(KubeObject object, Node spec, Findings findings) {
        if (spec.get("minAvailable").exists() && spec.get("maxUnavailable").exists()) {
            wrong(object, spec, "spec has both minAvailable and maxUnavailable", "Remove one of the two", findings);
        }
    }

    private static void ingress(KubeObject object, Node spec, Findings findings) {
        for (Node rule : spec.get("rules").items()) {
            for (Node path : rule.at("http", "paths").items()) {
                Node value = path.get("path");
                boolean literal =
                        List.of("Exact", "Prefix").contains(path.get("pathType").text());
                if (literal && !value.text().startsWith("/") && !Unset.in(value)) {
                    wrong(object, value, value.path() + " must begin with /", "Write an absolute path", findings);
                }
            }
        }
    }

    private static void role(KubeObject object, Node rule, Findings findings) {
        boolean ofResources = !rule.get("resources").items().isEmpty();
        if (ofResources) {
            require(object, rule.get("apiGroups"), findings);
        } else if (rule.get("nonResourceURLs").items().isEmpty()) {
            require(object, rule.get("resources"), findings);
        }
    }

    private static void require(KubeObject object, Node node, Findings findings) {
        boolean emptyList = node.isList() && node.items().isEmpty();
        if (!node.exists() || emptyList) {
            String advice = "Set it; " + object.shownKind() + " needs it here";
            findings.error("missing-field", object, node, node.path() + " is missing", advice);
        }
    }

    private static void wrong(KubeObject object, Node at, String message, String advice, Findings findings) {
        findings.error("invalid-value", object, at, message, advice);
    }
}
