package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.ImmutableFields;
import io.github.kitmaven.apply.Refusal;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Conflict;
import io.github.kitmaven.plan.Handover;
import io.github.kitmaven.plan.Marking;
import io.github.kitmaven.plan.Ownership;
import io.github.kitmaven.plan.Planner;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Replicas;
import io.github.kitmaven.plan.Rewrite;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans one object that is live: asks the cluster about it only where it is not seen to be as wanted. */
final class PlanObject {
    private final String cluster;
    private final ClusterClient client;
    private final PlanOptions options;
    private final Redaction redaction;
    private final Marking marking;

    PlanObject(String cluster, ClusterClient client, PlanOptions options, Redaction redaction, Marking marking) {
        this.cluster = cluster;
        this.client = client;
        this.options = options;
        this.redaction = redaction;
        this.marking = marking;
    }

    /**
     * Plans it.
     *
     * @param manifest the object with all marks
     * @param live the object as the cluster has it
     * @param autoscaler the autoscaler that sets its replicas, if there is one
     * @throws ApiException if the cluster would not take it
     * @throws UserException the same, where it is known what can be done
     */
    Step run(Manifest manifest, ResourceType type, ObjectNode live, Optional<String> autoscaler) {
        if (options.createOnly()) {
            return Step.skip(manifest, "only new objects are created");
        }
        if (!options.raw() && options.strategy().createsOnly(manifest)) {
            return new Reserved(manifest, live).step();
        }
        Manifest fitted = options.raw() ? manifest : marking.fit(manifest, live);
        Manifest wanted = autoscaler.isPresent() ? Replicas.without(fitted) : fitted;
        Ownership owners = Ownership.of(wanted, live);
        Set<Handover> handovers = owners.needed(autoscaler.isPresent());
        // as long as kit owns the replicas, to leave them out would mean to have the default
        Manifest asked = handovers.contains(Handover.RELEASE_REPLICAS) ? Replicas.asLive(wanted, live) : wanted;
        if (!options.force() && !handovers.contains(Handover.ADOPT) && Planner.asWanted(asked, live)) {
            return Step.unchanged(wanted);
        }
        Step step;
        try {
            step = ask(asked, type, live, handovers);
        } catch (ApiException e) {
            return replace(manifest, type, live, e);
        }
        boolean again = options.force() && step.action() == Action.UNCHANGED;
        Step decided = again ? Step.again(wanted, handovers) : step.of(wanted);
        return handovers.contains(Handover.RELEASE_REPLICAS) && decided.action() == Action.UPDATE
                ? decided.because("replicas are left to " + autoscaler.orElse(""))
                : decided;
    }

    private Step ask(Manifest wanted, ResourceType type, ObjectNode live, Set<Handover> handovers) {
        Ownership owners = Ownership.of(wanted, live);
        List<Conflict> taken = List.of();
        ObjectNode answer;
        try {
            answer = client.apply(type, wanted.tree(), new ApplyMode(true, false));
        } catch (ApiException e) {
            List<Conflict> conflicts = Refusal.conflicts(e);
            taken = owners.left(conflicts);
            List<Conflict> refused = Planner.toRefuse(live, taken, handovers);
            if (conflicts.isEmpty()) {
                throw e;
            }
            if (!refused.isEmpty() && !options.forceConflicts()) {
                throw Refusal.only(refused, e);
            }
            answer = client.apply(type, wanted.tree(), new ApplyMode(true, true));
        }
        ObjectNode after = handovers.contains(Handover.ADOPT) ? adopt(owners, type, wanted, live, answer) : answer;
        return Planner.decide(wanted, live, after, taken, handovers, redaction);
    }

    /** What an apply would leave behind after a handover, which no dry run can show in one request. */
    private ObjectNode adopt(Ownership owners, ResourceType type, Manifest wanted, ObjectNode live, ObjectNode answer) {
        ObjectNode target = owners.afterAdopting(answer);
        ArrayNode patch = Rewrite.of(live, target);
        if (target.equals(answer) || patch.isEmpty()) {
            return target;
        }
        return client.tryPatch(type, wanted.namespace(), wanted.name(), patch);
    }

    private Step replace(Manifest manifest, ResourceType type, ObjectNode live, ApiException refused) {
        List<String> fields = ImmutableFields.of(refused, manifest, live);
        if (fields.isEmpty()) {
            throw refused;
        }
        if (!ImmutableFields.mayReplace(manifest, options.replace())) {
            throw new UserException(ImmutableFields.refusal(cluster, manifest, fields));
        }
        ImmutableFields.checkAnew(client, type, manifest);
        return Planner.replace(manifest, live, fields, redaction);
    }
}
