package io.github.kitmaven.rollout;

import static io.github.kitmaven.rollout.FakeCluster.DEPLOYMENT;
import static io.github.kitmaven.rollout.FakeCluster.POD;
import static io.github.kitmaven.rollout.FakeCluster.REPLICA_SET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.ManifestKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cost of a change must not grow with how many objects there are: squared, this would take minutes. */
@Timeout(120)
class ManyObjectsTest {
    private static final int WORKLOADS = 500;
    private static final int PODS = 3;

    @Test
    void manyDeploymentsAreFollowedOneChangeAtATime() {
        FakeCluster cluster = new FakeCluster();
        List<RolloutTarget> targets = new ArrayList<>();
        for (int i = 0; i < WORKLOADS; i++) {
            targets.add(new RolloutTarget(DEPLOYMENT, new ManifestKey("apps", "Deployment", "shop", "web" + i)));
            cluster.at(1, DEPLOYMENT, web(i, 0));
        }
        cluster.synced(1);
        for (int i = 0; i < WORKLOADS; i++) {
            cluster.at(2, REPLICA_SET, set(i));
            for (int j = 0; j < PODS; j++) {
                cluster.at(2, POD, pod(i, j, "waiting: {reason: ContainerCreating}"));
            }
        }
        for (int j = 0; j < PODS; j++) {
            for (int i = 0; i < WORKLOADS; i++) {
                cluster.at(3 + j, POD, pod(i, j, "running: {}"));
                cluster.at(3 + j, DEPLOYMENT, web(i, j + 1));
            }
        }
        RolloutOptions options = new RolloutOptions(
                Duration.ofSeconds(300), Duration.ofSeconds(30), HealthOptions.DEFAULT, text -> text, cluster);
        assertThat(Rollout.await(cluster, "east", targets, options, event -> {}, Runnable::run))
                .hasSize(WORKLOADS)
                .allMatch(RolloutResult::healthy);
    }

    private static ObjectNode web(int i, int ready) {
        return Yaml.object("apps/v1", "Deployment", "web" + i, """
                metadata: {annotations: {deployment.kubernetes.io/revision: '1'}}
                spec: {replicas: 3}
                status: {observedGeneration: 1, replicas: 3, updatedReplicas: 3, availableReplicas: %1$d, readyReplicas: %1$d,
                  conditions: [{type: Available, status: 'True'}]}
                """.formatted(ready));
    }

    private static ObjectNode set(int i) {
        String revision = "metadata: {annotations: {deployment.kubernetes.io/revision: '1'}}";
        return Yaml.ownedBy(web(i, 0), Yaml.object("apps/v1", "ReplicaSet", "web" + i + "-1", revision));
    }

    private static ObjectNode pod(int i, int j, String state) {
        String status = "status: {containerStatuses: [{name: app, state: {" + state + "}}]}";
        return Yaml.ownedBy(set(i), Yaml.object("v1", "Pod", "web" + i + "-1-" + j, status));
    }
}
