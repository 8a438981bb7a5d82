package io.github.kitmaven.apply;

import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which permissions a plan needs that its dry runs have not proved. Pure. */
public final class Rights {
    private static final Set<String> RBAC = Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");

    private Rights() {}

    /**
     * The permissions that one step needs.
     *
     * @param step the step
     * @param type the type of its object
     * @param watched whether its rollout is watched
     * @return the permissions, without those that a dry run has shown already
     */
    public static List<Permission> of(Step step, ResourceType type, boolean watched) {
        Stream<String> writes = switch (step.action()) {
            case DELETE -> Stream.of("delete");
            case REPLACE -> Stream.of("delete", "create", "patch", "watch");
            case CREATE, UPDATE -> step.unchecked() ? Stream.of("create", "patch") : Stream.empty();
            case UNCHANGED, SKIP -> Stream.empty();
        };
        boolean follows = watched && step.action().writes() && step.action() != Action.DELETE;
        Stream<String> reads = step.unchecked() ? Stream.of("list", "watch") : Stream.of("watch"); // it was listed
        return Stream.concat(writes, follows ? reads : Stream.empty())
                .distinct()
                .map(verb -> new Permission(
                        verb, type.group(), type.plural(), step.manifest().namespace()))
                .toList();
    }

    /**
     * How a type will be served whose definition comes with the plan.
     *
     * @param plan the plan
     * @param manifest an object of that type
     * @return the type; empty where the plan has no definition of it
     */
    public static Optional<ResourceType> comingType(Plan plan, Manifest manifest) {
        return plan.steps().stream()
                .filter(step -> step.key().kind().equals("CustomResourceDefinition"))
                .map(step -> step.manifest().tree().path("spec"))
                .filter(spec -> spec.path("group").asText().equals(manifest.group())
                        && spec.path("names").path("kind").asText().equals(manifest.kind()))
                .findFirst()
                .map(spec -> new ResourceType(
                        manifest.apiVersion(),
                        manifest.kind(),
                        spec.path("names").path("plural").asText(),
                        !manifest.namespace().isEmpty()));
    }

    /**
     * Whether a permission that is lacking now may come with the plan, which changes roles.
     *
     * @param plan the plan
     * @return tells of a permission whether it may come
     */
    public static Predicate<Permission> mayCome(Plan plan) {
        List<Manifest> roles = plan.steps().stream()
                .filter(step ->
                        step.action().writes() && RBAC.contains(step.key().kind()))
                .map(Step::manifest)
                .toList();
        return permission -> roles.stream()
                .anyMatch(role -> role.namespace().isEmpty() || role.namespace().equals(permission.namespace()));
    }
}
