package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Denials;
import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.apply.Permission;
import io.github.kitmaven.apply.Permission.Denial;
import io.github.kitmaven.apply.Rights;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.rollout.Health;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Asks a cluster whether its user may do what a plan needs, each question once. A cluster that doesn't answer such
 * questions is taken at the word of its dry runs.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access">access
 *     reviews</a>
 */
final class AccessReview {
    private static final ResourceType ACCESS =
            new ResourceType("authorization.k8s.io/v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", false);
    /** Since Kubernetes 1.28. */
    private static final ResourceType SELF =
            new ResourceType("authentication.k8s.io/v1", "SelfSubjectReview", "selfsubjectreviews", false);

    private final ClusterClient client;
    private final Parallel parallel;

    AccessReview(ClusterClient client, Parallel parallel) {
        this.client = client;
        this.parallel = parallel;
    }

    /** What the user lacks for a plan; {@code waits} tells whether rollouts are watched. */
    List<Diagnostic> problems(Plan plan, boolean waits) {
        List<Map.Entry<Permission, List<Manifest>>> needed =
                List.copyOf(needed(plan, waits).entrySet());
        Predicate<Permission> mayCome = Rights.mayCome(plan);
        List<Callable<List<Manifest>>> questions = new ArrayList<>();
        needed.forEach(need ->
                questions.add(() -> mayCome.test(need.getKey()) ? List.of() : without(need.getKey(), need.getValue())));
        List<List<Manifest>> denied = parallel.all(questions);
        if (denied.stream().allMatch(List::isEmpty)) {
            return List.of();
        }
        String user = user();
        Denials denials = new Denials(plan.cluster());
        for (int i = 0; i < denied.size(); i++) {
            Denial denial = new Denial(needed.get(i).getKey(), user);
            denied.get(i).forEach(manifest -> denials.add(denial, manifest));
        }
        return denials.problems();
    }

    private Map<Permission, List<Manifest>> needed(Plan plan, boolean waits) {
        Map<Permission, List<Manifest>> needed = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            if (step.action().writes()) {
                boolean watched = waits
                        && !Health.isImmediate(step.key().group(), step.key().kind());
                type(plan, step.manifest())
                        .map(type -> Rights.of(step, type, watched))
                        .orElse(List.of())
                        .forEach(permission -> needed.computeIfAbsent(permission, key -> new ArrayList<>())
                                .add(step.manifest()));
            }
        }
        return needed;
    }

    private Optional<ResourceType> type(Plan plan, Manifest manifest) {
        return client.type(manifest.apiVersion(), manifest.kind()).or(() -> Rights.comingType(plan, manifest));
    }

    /** The objects for which the permission is lacking: all, or those whose names no rule has. */
    private List<Manifest> without(Permission permission, List<Manifest> manifests) {
        if (isAllowed(permission, "")) {
            return List.of();
        }
        if (List.of("create", "list", "watch").contains(permission.verb())) {
            return manifests;
        }
        return manifests.stream()
                .filter(manifest -> !isAllowed(permission, manifest.name()))
                .toList();
    }

    private boolean isAllowed(Permission permission, String name) {
        ObjectNode attributes = JsonNodeFactory.instance
                .objectNode()
                .put("verb", permission.verb())
                .put("group", permission.group())
                .put("resource", permission.resource())
                .put("namespace", permission.namespace())
                .put("name", name);
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.set("resourceAttributes", attributes);
        return ask(ACCESS, spec)
                .map(answer -> answer.path("status").path("allowed").asBoolean())
                .orElse(true);
    }

    private String user() {
        return ask(SELF, JsonNodeFactory.instance.objectNode())
                .map(answer ->
                        answer.path("status").path("userInfo").path("username").asText(""))
                .orElse("");
    }

    /** Asks; empty where the cluster doesn't answer such questions, or not this user. */
    private Optional<ObjectNode> ask(ResourceType type, ObjectNode spec) {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", type.apiVersion())
                .put("kind", type.kind());
        if (!spec.isEmpty()) {
            question.set("spec", spec);
        }
        try {
            return Optional.of(client.create(type, question));
        } catch (ApiException e) {
            if (e.code() == 403 || e.code() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
