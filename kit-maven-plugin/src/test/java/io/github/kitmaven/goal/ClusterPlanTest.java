package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterPlanTest {
    private static final String CONFIG = "{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {a: 'b'}}";
    private static final String WEB =
            "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', generation: 2},"
                    + " spec: {replicas: 1}, status: {observedGeneration: %s, replicas: 1, updatedReplicas: 1,"
                    + " readyReplicas: 1, availableReplicas: 1, conditions: [{type: 'Available', status: 'True'}]}}";

    /** What is as wanted and healthy is most of what a fleet has, and nobody looks at it again. */
    @Test
    void aDeployForgetsWhatIsAsWantedAndHealthy() {
        assertThat(kept(Step.unchanged(manifest(CONFIG)), CONFIG)).isFalse();
        assertThat(kept(Step.unchanged(manifest(WEB.formatted(2))), WEB.formatted(2)))
                .isFalse();
    }

    @Test
    void aDeployKeepsWhatIsChangedOrNotHealthyOrSecretOrTellsOfARun() {
        String secret = "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 's'}}";
        String job = "{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'j'},"
                + " status: {conditions: [{type: 'Complete', status: 'True'}]}}";
        Manifest hiding =
                manifest(CONFIG).hiding(new SecretFields(Map.of(JsonPointer.compile("/data/a"), "***"), Set.of()));
        assertThat(kept(Step.update(manifest(CONFIG), "data.a", List.of()), CONFIG))
                .isTrue();
        assertThat(kept(Step.unchanged(manifest(WEB.formatted(1))), WEB.formatted(1)))
                .isTrue();
        assertThat(kept(Step.unchanged(manifest(secret)), secret)).isTrue();
        assertThat(kept(Step.unchanged(manifest(job)), job)).isTrue();
        assertThat(kept(Step.unchanged(hiding), CONFIG)).isTrue();
    }

    private static boolean kept(Step step, String live) {
        Cluster cluster = new Cluster(
                "dev", "shop", "", "", "", false, false, Optional.empty(), Path.of("none"), Path.of("none"));
        Map<ManifestKey, ObjectNode> there = new HashMap<>(Map.of(step.key(), tree(live)));
        Plan plan = new Plan("dev", List.of(step));
        ClusterPlan.Ready ready =
                new ClusterPlan.Ready(cluster, plan, there, new Redaction(new Secrets())).withoutIdle(Instant.EPOCH);
        assertThat(ready.plan()).isEqualTo(plan);
        return ready.live().containsKey(step.key());
    }
}
