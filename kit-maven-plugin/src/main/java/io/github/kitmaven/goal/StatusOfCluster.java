package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.inventory.DeployedCommit;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.PodImages;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.FleetStatus.OfCluster;
import io.github.kitmaven.report.FleetStatus.OfResource;
import io.github.kitmaven.report.FleetStatus.State;
import io.github.kitmaven.rollout.Health;
import io.github.kitmaven.rollout.Timing;
import io.github.kitmaven.rollout.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How one cluster stands to the repo, judged by its plan. Pure. */
final class StatusOfCluster {
    private final ClusterPlan.Ready ready;
    private final OwnerOptions owner;
    private final Instant now;

    private StatusOfCluster(ClusterPlan.Ready ready, OwnerOptions owner, Instant now) {
        this.ready = ready;
        this.owner = owner;
        this.now = now;
    }

    /** One object. */
    private record Judged(Manifest manifest, State state, String reason, List<String> images) {}

    static List<OfCluster> all(FleetRequest request, List<ClusterPlan> plans, Instant now) {
        List<OfCluster> all = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            all.add(
                    plans.get(i) instanceof ClusterPlan.Ready ready
                            ? new StatusOfCluster(ready, request.owner(), now).of()
                            : unknown(
                                    request.desired().get(i),
                                    PlanFleet.result(plans.get(i)).problems()));
        }
        return all;
    }

    /** Of a cluster that could not be looked at, only what it should have is known. */
    private static OfCluster unknown(Desired desired, List<Diagnostic> problems) {
        String reason = problems.isEmpty() ? "" : problems.get(0).message();
        List<Judged> objects = desired.manifests().stream()
                .map(manifest -> new Judged(manifest, State.UNKNOWN, reason, List.of()))
                .toList();
        return new OfCluster(desired.cluster().name(), Optional.empty(), resources(objects), List.of());
    }

    private OfCluster of() {
        List<Judged> objects = new ArrayList<>();
        List<String> leftovers = new ArrayList<>();
        for (Step step : ready.plan().steps()) {
            boolean left = !ready.live().containsKey(step.key()) && step.action() == Action.SKIP;
            if (left) {
                leftovers.add(step.key().toString());
            } else if (!step.key().isNamespace() || step.manifest().labels().has(KitLabels.PART_OF)) {
                objects.add(judge(step));
            }
        }
        return new OfCluster(ready.cluster().name(), newest().map(DeployedCommit::id), resources(objects), leftovers);
    }

    private Optional<DeployedCommit> newest() {
        return ready.owned().flatMap(owned -> owned.stored().inventory().newest());
    }

    private Judged judge(Step step) {
        Optional<ObjectNode> live = Optional.ofNullable(ready.live().get(step.key()));
        List<String> images =
                live.map(object -> Images.of(step.manifest(), object)).orElse(List.of());
        Optional<String> sick =
                live.flatMap(this::sick).map(why -> ready.redaction().text(step.manifest(), why));
        State state = sick.isPresent() ? State.UNHEALTHY : step.action().writes() ? differs(step, live) : State.IN_STEP;
        String reason = step.key() + ": "
                + sick.orElseGet(() -> switch (state) {
                    case BEHIND -> behind(step, live);
                    case UNKNOWN ->
                        "the cluster has a newer commit, "
                                + newest().map(DeployedCommit::shortId).orElse("") + "; git pull and look again";
                    default -> step.reason();
                });
        return new Judged(step.manifest(), state, state == State.IN_STEP ? "" : reason, images);
    }

    private Optional<String> sick(ObjectNode live) {
        Verdict verdict = Health.of(live, List.of(), new Timing(now, now));
        return verdict instanceof Verdict.Healthy ? Optional.empty() : Optional.of(verdict.reason());
    }

    private State differs(Step step, Optional<ObjectNode> live) {
        if (ready.owned().flatMap(Owned::superseded).isPresent()) {
            return State.UNKNOWN;
        }
        boolean byHand = step.reason().startsWith("drift") || step.reason().startsWith("taken over");
        boolean sameCommit = owner.run()
                .commit()
                .filter(mine ->
                        deployed(live).filter(it -> it.id().equals(mine.id())).isPresent())
                .isPresent();
        return byHand || (sameCommit && live.isPresent()) ? State.DRIFTED : State.BEHIND;
    }

    /** The commit that an object was applied from; of its cluster, where the object does not tell. */
    private Optional<DeployedCommit> deployed(Optional<ObjectNode> live) {
        return live.map(object -> object.path("metadata")
                        .path("annotations")
                        .path(KitAnnotations.COMMIT)
                        .asText(""))
                .flatMap(DeployedCommit::ofAnnotation)
                .or(this::newest);
    }

    private String behind(Step step, Optional<ObjectNode> live) {
        return live.isEmpty()
                ? "not deployed yet"
                : deployed(live).map(commit -> "has " + commit.shortId() + ", ").orElse("") + step.reason();
    }

    /** The worst of its objects tells how a resource stands. */
    private static List<OfResource> resources(List<Judged> objects) {
        SortedMap<String, List<Judged>> byResource = new TreeMap<>();
        objects.forEach(object -> byResource
                .computeIfAbsent(Images.resource(object.manifest()), name -> new ArrayList<>())
                .add(object));
        List<OfResource> resources = new ArrayList<>();
        for (Map.Entry<String, List<Judged>> entry : byResource.entrySet()) {
            List<Judged> parts = entry.getValue();
            resources.add(new OfResource(
                    entry.getKey(),
                    parts.stream().map(Judged::state).max(State::compareTo).orElse(State.UNKNOWN),
                    parts.stream()
                            .flatMap(part -> part.images().stream())
                            .distinct()
                            .toList(),
                    parts.stream()
                            .flatMap(part -> PodImages.of(part.manifest()).stream())
                            .distinct()
                            .toList(),
                    parts.stream()
                            .map(Judged::reason)
                            .filter(reason -> !reason.isEmpty())
                            .distinct()
                            .toList()));
        }
        return resources;
    }
}
