package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.apply.Applier;
import io.github.kitmaven.apply.Order;
import io.github.kitmaven.apply.Outcome;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.fabric8.Fabric8ClusterClients;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Plan;
import io.github.kitmaven.plan.Redaction;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.sandbox.ApiAnswer;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects made anew, on the sandbox and, where one is asked for, on a real control plane. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
@Timeout(120)
class ReplaceOnClusterTest {
    private static final String SETS = "/apis/apps/v1/namespaces/default/statefulsets/db";
    private static final String PODS = "/api/v1/namespaces/default/pods?labelSelector=app%3Ddb";

    private final TestCluster cluster;

    @TempDir
    Path folder;

    private ClusterClient client;

    ReplaceOnClusterTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("replace-on-cluster")));
        }
        return clusters.map(Supplier::get);
    }

    @BeforeEach
    void open() {
        Path kubeconfig = cluster.as("test", "default", folder).kubeconfig();
        client = new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit")
                .open(Connection.ofCluster("test", kubeconfig, Optional.empty()));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aStatefulSetIsMadeAnewWithoutTheOldPods() {
        ObjectNode old = apply(set("one"));
        ApiAnswer before =
                cluster.server().await(PODS, pods -> pods.at("/items").size() == 2);

        assertThat(replace(set("two"), old)).allMatch(Outcome::applied);

        ApiAnswer made = cluster.server().get(SETS);
        assertThat(made.text("/spec/serviceName")).isEqualTo("two");
        assertThat(made.text("/metadata/uid"))
                .isNotEqualTo(old.at("/metadata/uid").asText());
        cluster.server()
                .get(PODS)
                .at("/items")
                .forEach(pod -> assertThat(pod.at("/metadata/uid"))
                        .isNotIn(before.at("/items/0/metadata/uid"), before.at("/items/1/metadata/uid")));
        cluster.server().delete(SETS);
        cluster.server().await(SETS, answer -> answer.code() == 404);
    }

    @Test
    void anObjectThatSomebodyMadeAnewSinceThePlanStays() {
        ObjectNode other = apply(set("one"));
        ObjectNode planned = other.deepCopy();
        planned.withObject("/metadata").put("uid", "00000000-0000-0000-0000-000000000000");

        List<Outcome> outcomes = replace(set("two"), planned);

        assertThat(outcomes.get(0).problem().orElseThrow().text()).contains("is refused (409 Conflict): ");
        assertThat(cluster.server().get(SETS).text("/metadata/uid"))
                .isEqualTo(other.at("/metadata/uid").asText());
        cluster.server().delete(SETS);
        cluster.server().await(SETS, answer -> answer.code() == 404);
    }

    private ObjectNode apply(Manifest manifest) {
        ResourceType type = client.type("apps/v1", "StatefulSet").orElseThrow();
        return client.apply(type, manifest.tree(), new ApplyMode(false, false));
    }

    private List<Outcome> replace(Manifest manifest, ObjectNode old) {
        Step step = new Step(manifest, Action.REPLACE, "its serviceName can't be changed", List.of(), false, false);
        return new Applier(
                        client,
                        "test",
                        new Redaction(new Secrets()),
                        Map.of(ManifestKey.of(old), old),
                        keys -> Map.of(),
                        event -> {})
                .execute(Order.of(new Plan("test", List.of(step)), Map.of()));
    }

    private static Manifest set(String service) {
        return manifest("""
                {apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'db', namespace: 'default'}, spec: {replicas: 2,
                 serviceName: '%s', selector: {matchLabels: {app: 'db'}}, template: {metadata: {labels: {app: 'db'}},
                  spec: {terminationGracePeriodSeconds: 0, containers: [{name: 'db', image: 'acme/db:1'}]}}}}
                """.formatted(service));
    }
}
