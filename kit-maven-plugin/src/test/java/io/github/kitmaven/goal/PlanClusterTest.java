package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Await.await;
import static io.github.kitmaven.testing.Trees.manifest;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.inventory.ApplySet;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.testing.NoCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PlanClusterTest {
    private static final Manifest WEB = manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'},"
            + " spec: {replicas: 1, selector: {matchLabels: {a: 'b'}}, template: {metadata: {labels: {a: 'b'}}}}}");

    /** A cluster that has nothing, and lets autoscalers be read by nobody. */
    private static class Forbidding extends NoCluster {
        final List<String> lists = new CopyOnWriteArrayList<>();
        final String inventory;

        Forbidding(String inventory) {
            this.inventory = inventory;
        }

        @Override
        public Optional<ResourceType> type(String apiVersion, String kind) {
            return Optional.of(new ResourceType(apiVersion, kind, kind.toLowerCase(Locale.ROOT) + "s", true));
        }

        @Override
        public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
            ObjectNode object = tree("{metadata: {labels: {'applyset.kubernetes.io/id': '"
                    + new ApplySet("default", "kit").id()
                    + "'}, annotations: {'applyset.kubernetes.io/tooling': 'kit/1'}},"
                    + " data: {cluster: 'dev', objects: '" + inventory + "'}}");
            return Optional.of(object);
        }

        @Override
        public Listing list(ResourceType type, String namespace) {
            lists.add(type.kind() + " " + namespace);
            if (type.kind().equals("HorizontalPodAutoscaler")) {
                throw new ApiException(403, "Forbidden", "no", List.of());
            }
            return new Listing(List.of(), "1");
        }

        @Override
        public ObjectNode apply(ResourceType type, ObjectNode manifest, ApplyMode mode) {
            return manifest;
        }
    }

    @Test
    void whoMayNotReadAutoscalersMayDeploy() {
        Forbidding cluster = new Forbidding("");
        assertThat(plan(cluster, WEB).reason()).isEqualTo("not in the cluster");
        assertThat(cluster.lists).containsExactlyInAnyOrder("Deployment default", "HorizontalPodAutoscaler default");
    }

    @Test
    void autoscalersAreReadOnlyWhereSomethingNamesItsReplicas() {
        Forbidding cluster = new Forbidding("");
        plan(cluster, manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'web'}}"));
        assertThat(cluster.lists).containsExactly("ConfigMap default");
    }

    @Test
    void whatWasAppliedBeforeAndIsMissingWasDeletedByHand() {
        assertThat(plan(new Forbidding("apps/v1 Deployment default web"), WEB).reason())
                .isEqualTo("drift: deleted by hand");
    }

    /** Each answer takes the way to the cluster and back. */
    @Test
    void theInventoryAndWhatTheClusterServesAreAskedForAtOnce() {
        CountDownLatch asked = new CountDownLatch(3);
        plan(
                new Forbidding("") {
                    @Override
                    public Optional<ResourceType> type(String apiVersion, String kind) {
                        meetTheOthers();
                        return super.type(apiVersion, kind);
                    }

                    @Override
                    public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
                        meetTheOthers();
                        return super.get(type, namespace, name);
                    }

                    private void meetTheOthers() {
                        asked.countDown();
                        await(() -> asked.getCount() == 0);
                    }
                },
                WEB);
        assertThat(asked.getCount()).isZero();
    }

    /** A version of what is not to be deployed may be one that the cluster can't answer for just now. */
    @Test
    void onlyVersionsOfWhatIsSelectedAreAskedFor() {
        Set<String> versions = ConcurrentHashMap.newKeySet();
        Forbidding cluster = new Forbidding("") {
            @Override
            public Optional<ResourceType> type(String apiVersion, String kind) {
                versions.add(apiVersion);
                return super.type(apiVersion, kind);
            }
        };
        plan(
                cluster,
                "app=web",
                manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a', labels: {app: 'web'}}}"),
                WEB);
        assertThat(versions).containsExactly("v1");
    }

    private static Step plan(NoCluster client, Manifest manifest) {
        return plan(client, "", manifest);
    }

    private static Step plan(NoCluster client, String selector, Manifest... manifests) {
        Cluster cluster = new Cluster(
                "dev", "default", "test", "", "", false, false, Optional.empty(), Path.of("none"), Path.of("none"));
        PlanOptions options = new PlanOptions(LabelSelector.parse(selector), false, false, false, false);
        Secrets secrets = new Secrets();
        Desired desired = new Desired(cluster, List.of(), List.of(manifests));
        FleetRequest request = new FleetRequest(
                List.of(desired),
                Optional.empty(),
                List.of(),
                Path.of("none"),
                options,
                1,
                Optional.empty(),
                Path.of("none"),
                secrets);
        Ownership ownership = new Ownership(desired, client, request, true, Clock.systemUTC());
        ClusterPlan plan = new PlanCluster(cluster, client, options, new Redaction(secrets), ownership).run(desired);
        return ((ClusterPlan.Ready) plan).plan().steps().get(0);
    }
}
