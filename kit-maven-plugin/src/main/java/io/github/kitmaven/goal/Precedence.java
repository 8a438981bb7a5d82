package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.inventory.DeployedCommit;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.Run.Age;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of two commits goes: an older one never overwrites what a newer one deployed. */
final class Precedence {
    private final OwnerOptions options;

    Precedence(OwnerOptions options) {
        this.options = options;
    }

    /**
     * Looks for a newer commit, first in the inventory, then, for clusters that kit has not been to, on the objects.
     *
     * @return why the run is superseded, if it is
     */
    Optional<Diagnostic> superseded(Cluster cluster, Inventory inventory, Map<ManifestKey, ObjectNode> live) {
        Stream<DeployedCommit> deployed = inventory.newest().isPresent()
                ? inventory.newest().stream()
                : live.values().stream()
                        .flatMap(object -> annotation(object).stream())
                        .distinct();
        return deployed.flatMap(commit -> superseded(cluster, commit, "has").stream())
                .findFirst();
    }

    /**
     * Compares this run's commit with one.
     *
     * @param how how the cluster stands to that commit: it has it, or it is being deployed
     * @return why the run is superseded, if it is
     */
    Optional<Diagnostic> superseded(Cluster cluster, DeployedCommit commit, String how) {
        Age age = options.allowOlder() ? Age.NOT_OLDER : options.run().comparedWith(commit);
        if (age == Age.NOT_OLDER) {
            return Optional.empty();
        }
        String known = age == Age.OLDER
                ? "which is built on this one"
                : "which was committed later; this clone does not tell whether it is built on this one";
        return Optional.of(
                Diagnostic.of(
                        "Superseded: cluster " + cluster.name() + " " + how + " a newer commit, " + commit.shortId()
                                + ", " + known + "; nothing is written to it",
                        "Deploy the newer commit; to go back, git revert and deploy, or deploy this one with -Dkit.allowOlder=true"));
    }

    private static Optional<DeployedCommit> annotation(ObjectNode object) {
        String text = object.path("metadata")
                .path("annotations")
                .path(KitAnnotations.COMMIT)
                .asText("");
        return text.isEmpty() ? Optional.empty() : DeployedCommit.ofAnnotation(text);
    }
}
