package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.LastApplied;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the switch of one cluster back, as well as it can be, since another cluster could not be switched. */
final class SwitchBack {
    private final ClusterClient client;
    private final ClusterPlan.Ready ready;

    SwitchBack(ClusterClient client, ClusterPlan.Ready ready) {
        this.client = client;
        this.ready = ready;
    }

    /** Takes it back; {@return what came of each object that was, or may have been, switched} */
    List<Diagnostic> run() {
        List<Diagnostic> told = new ArrayList<>();
        for (Step step : ready.plan().steps()) {
            if (step.action() == Action.UPDATE) {
                run(step).ifPresent(told::add);
            }
        }
        return told;
    }

    private Optional<Diagnostic> run(Step step) {
        String name = step.key() + " of cluster " + ready.plan().cluster();
        FieldChange change = step.changes().get(0);
        String path = "/" + change.path().replace('.', '/');
        ObjectNode before = Optional.ofNullable(ready.live().get(step.key())).orElseThrow();
        try {
            ResourceType type = client.type(
                            step.manifest().apiVersion(), step.manifest().kind())
                    .orElseThrow();
            Optional<JsonNode> now = client.get(
                            type, step.manifest().namespace(), step.manifest().name())
                    .map(object -> object.at(path));
            if (!now.equals(Optional.of(step.manifest().tree().at(path)))) {
                return Optional.empty(); // it was not switched, or somebody else has taken it on
            }
            ObjectNode applied = LastApplied.of(before).orElseThrow();
            client.apply(type, applied, new ApplyMode(false, step.takesOver()));
            return Optional.of(new Diagnostic(
                    name + " was switched, and is back where it was: " + change.path() + " is "
                            + change.before().orElse("") + " again",
                    Optional.empty(),
                    Optional.empty()));
        } catch (ApiException | UnreachableException e) {
            return Optional.of(Diagnostic.of(
                    name + " may be switched, and could not be set back: "
                            + ready.masked(String.valueOf(e.getMessage())),
                    "Look at its " + change.path() + ", which was "
                            + change.before().orElse("") + ": kubectl -n "
                            + step.manifest().shown("metadata", "namespace") + " get "
                            + step.key().kind().toLowerCase(java.util.Locale.ROOT) + " "
                            + step.manifest().shown("metadata", "name") + " -o yaml"));
        }
    }
}
