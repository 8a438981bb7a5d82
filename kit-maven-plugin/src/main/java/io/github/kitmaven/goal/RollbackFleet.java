package io.github.kitmaven.goal;

import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.strategy.RollingUpdate;
import java.util.List;

/** Which clusters a switch is about: those that have the resource, and none of them may fail. */
final class RollbackFleet {
    private RollbackFleet() {}

    static FleetRequest of(FleetRequest all, RollbackRequest request) {
        String resource = request.resource();
        List<Diagnostic> broken = all.desired().stream()
                .filter(desired -> !desired.whole())
                .map(desired -> Diagnostic.of(
                        "Resource " + resource + " can't be rendered for cluster "
                                + desired.cluster().name() + ", so it is not known what to switch there",
                        "Mend what the warning tells, or leave that cluster out with -Dkit.clusters"))
                .toList();
        if (!broken.isEmpty()) {
            throw new UserException(broken);
        }
        List<Desired> having = all.desired().stream()
                .map(desired -> desired.only(resource))
                .filter(desired -> !desired.manifests().isEmpty())
                .toList();
        if (having.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "None of the chosen clusters has the resource " + resource
                            + ": it is disabled there, or has no files",
                    "Choose others with -Dkit.clusters"));
        }
        OwnerOptions owner = all.owner();
        String target = request.deployId().map(id -> "deploy " + id).orElse("");
        return all.wanting(having, plan(all.plan()))
                .of(owner.as(owner.run().withoutCommit().rollingBackTo(target)));
    }

    /** All of the resource, with its marks, under the names of the repo: only so what is in reserve is known by it. */
    private static PlanOptions plan(PlanOptions asked) {
        return new PlanOptions(
                LabelSelector.parse(""),
                false,
                asked.forceConflicts(),
                false,
                false,
                false,
                new RollingUpdate(),
                asked.marks());
    }
}
