package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.manifest;

import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Trouble;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects of a shop's services, and how each fared. */
final class Shop {
    private static final List<String> SERVICES = List.of(
            "api", "cart", "catalog", "checkout", "ingress", "mailer", "payments", "redis", "search", "web", "worker");
    private static final String OLD = "registry.example.com/shop/%s:2.14.3";
    private static final String NEW = "registry.example.com/shop/%s:2.15.0";

    private Shop() {}

    static List<ObjectResult> objects(String cluster) {
        return SERVICES.stream()
                .flatMap(name -> service(cluster, name).stream())
                .toList();
    }

    private static List<ObjectResult> service(String cluster, String name) {
        String at = cluster + " " + name;
        if (at.matches("(eu-1|eu-2|us-1) checkout")) {
            return List.of(
                    crash(cluster, name, "fatal: PAYMENTS_URL is not set"), service(cluster, name, Action.UNCHANGED));
        }
        if (at.equals("stage-eu search")) {
            return List.of(missing(cluster, name), service(cluster, name, Action.UNCHANGED));
        }
        if (at.equals("us-2 mailer")) {
            return List.of(refused(cluster, name), service(cluster, name, Action.UNCHANGED));
        }
        if (at.equals("dev worker")) {
            return List.of(homeless(cluster, name), service(cluster, name, Action.UNCHANGED));
        }
        if (at.matches("(back-1|dev) (cart|redis|search)")) {
            return List.of();
        }
        boolean changes = List.of("api", "checkout", "search", "web").contains(name) && !cluster.equals("eu-4");
        return resource(cluster, name, changes, false);
    }

    /** A Deployment, its Service and its settings. */
    static List<ObjectResult> resource(String cluster, String name, boolean changes, boolean fails) {
        ObjectResult deployment = fails
                ? crash(cluster, name, "fatal: no database")
                : healthy(step(
                        deployment(cluster, name, changes ? NEW : OLD),
                        changes ? Action.UPDATE : Action.UNCHANGED,
                        changes ? image(name) : List.of()));
        return List.of(deployment, service(cluster, name, Action.UNCHANGED), settings(cluster, name, changes));
    }

    private static ObjectResult settings(String cluster, String name, boolean changes) {
        Manifest map = object(cluster, name, "v1", "ConfigMap", name + "-settings", "");
        FieldChange properties = new FieldChange(
                "data.application.properties",
                Optional.of("# pool\npool.min=2\npool.max=10\npool.wait=5s\n# cache\ncache=on\n"),
                Optional.of("# pool\npool.min=2\npool.max=25\npool.wait=5s\n# cache\ncache=on\n"));
        return plain(step(map, changes ? Action.UPDATE : Action.UNCHANGED, changes ? List.of(properties) : List.of()));
    }

    private static ObjectResult service(String cluster, String name, Action action) {
        return plain(step(object(cluster, name, "v1", "Service", name, ""), action, List.of()));
    }

    private static List<FieldChange> image(String name) {
        return List.of(
                new FieldChange(
                        "spec.template.spec.containers[" + name + "].image",
                        Optional.of(OLD.formatted(name)),
                        Optional.of(NEW.formatted(name))),
                new FieldChange("spec.replicas", Optional.of("3"), Optional.of("5"), List.of("kubectl-edit")),
                new FieldChange(
                        "spec.template.spec.containers[" + name + "].env[CACHE].value",
                        Optional.empty(),
                        Optional.of("on")));
    }

    static ObjectResult crash(String cluster, String name, String line) {
        Trouble trouble = Results.trouble(
                name + "-5d9c7b6f4-x2x" + cluster.length(),
                "CrashLoopBackOff",
                "back-off 40s restarting failed container");
        return unhealthy(
                cluster,
                name,
                Certainty.STUCK,
                trouble,
                new Evidence(
                        Optional.of(new Evidence.Event("BackOff", "Back-off restarting failed container", 14)),
                        Optional.of(new Evidence.Log(
                                trouble.pod(),
                                "app",
                                true,
                                List.of("12:00:07 INFO  starting 2.15.0", "12:00:08 ERROR " + line)))));
    }

    private static ObjectResult missing(String cluster, String name) {
        return unhealthy(
                cluster,
                name,
                Certainty.STUCK,
                Results.trouble(
                        name + "-77f-9k2lp", "ImagePullBackOff", "Back-off pulling image " + NEW.formatted(name)),
                new Evidence(
                        Optional.of(
                                new Evidence.Event("Failed", "manifest for " + NEW.formatted(name) + " not found", 5)),
                        Optional.empty()));
    }

    private static ObjectResult homeless(String cluster, String name) {
        return unhealthy(
                cluster,
                name,
                Certainty.OUTLASTED_GRACE,
                Results.trouble(name + "-6c-tq8vv", "Unschedulable", "0/3 nodes are available: 3 Insufficient memory"),
                Evidence.NONE);
    }

    private static ObjectResult refused(String cluster, String name) {
        Manifest map = object(cluster, name, "v1", "ConfigMap", name + "-settings", "");
        Diagnostic problem = Diagnostic.at(
                map.origin(),
                "ConfigMap shop/" + name + "-settings in cluster " + cluster
                        + " is refused: field data.smtp is set by helm, too",
                "Take it out of the other manager's chart, or deploy with -Dkit.forceConflicts=true");
        return new ObjectResult(
                step(
                        map,
                        Action.UPDATE,
                        List.of(new FieldChange(
                                "data.smtp",
                                Optional.of("smtp.old.example.com"),
                                Optional.of("smtp.example.com"),
                                List.of("helm")))),
                Optional.of(problem),
                Optional.empty());
    }

    private static ObjectResult unhealthy(
            String cluster, String name, Certainty certainty, Trouble trouble, Evidence evidence) {
        return new ObjectResult(
                step(deployment(cluster, name, NEW), Action.UPDATE, image(name)),
                Optional.empty(),
                Optional.of(new ObjectHealth(
                        RolloutState.FAILED,
                        trouble.words(),
                        Duration.ofMillis(41_300),
                        certainty,
                        List.of(trouble),
                        evidence,
                        Map.of())));
    }

    private static ObjectResult healthy(Step step) {
        return new ObjectResult(
                step,
                Optional.empty(),
                Optional.of(new ObjectHealth(
                        RolloutState.HEALTHY,
                        "5 of 5 replicas are available",
                        Duration.ofMillis(8_200),
                        Certainty.UNKNOWN,
                        List.of(),
                        Evidence.NONE,
                        Map.of())));
    }

    private static ObjectResult plain(Step step) {
        return new ObjectResult(step, Optional.empty(), Optional.empty());
    }

    private static Step step(Manifest manifest, Action action, List<FieldChange> changes) {
        String reason = action == Action.UNCHANGED ? "as wanted" : "the repo changed";
        return new Step(manifest, action, reason, changes, false, false);
    }

    private static Manifest deployment(String cluster, String name, String image) {
        return object(cluster, name, "apps/v1", "Deployment", name, """
                , spec: {template: {spec: {containers: [{name: '%s', image: '%s'}]}}}""".formatted(name, image.formatted(name)));
    }

    private static Manifest object(
            String cluster, String resource, String version, String kind, String name, String more) {
        return manifest("{apiVersion: '%s', kind: '%s', metadata: {name: '%s', namespace: 'shop'}%s}"
                        .formatted(version, kind, name, more))
                .ofResource(resource)
                .at(new Origin("resources/" + resource + ".mustache", kind.length(), 1)
                        .renderedAs(new Origin(cluster + "/" + resource + ".yaml", kind.length(), 0)));
    }
}
