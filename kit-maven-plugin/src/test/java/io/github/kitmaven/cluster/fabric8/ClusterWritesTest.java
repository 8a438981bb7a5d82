package io.github.kitmaven.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The writes that are no applies, on the sandbox and, where one is asked for, on a real control plane. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class ClusterWritesTest {
    private static final ResourceType LEASE = new ResourceType("coordination.k8s.io/v1", "Lease", "leases", true);

    private final TestCluster cluster;

    @TempDir
    Path folder;

    private ClusterClient client;

    ClusterWritesTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("writes")));
        }
        return clusters.map(Supplier::get);
    }

    @BeforeEach
    void open() {
        Path kubeconfig = cluster.as("test", "default", folder).kubeconfig();
        client = new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test")
                .open(Connection.ofCluster("test", kubeconfig, Optional.empty()));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void anObjectIsCreatedOnce() {
        ObjectNode made = client.create(LEASE, lease("once"));

        assertThat(made.at("/metadata/managedFields/0/manager").asText()).isEqualTo("kit");
        assertThat(made.at("/spec/holderIdentity").asText()).isEqualTo("one");
        assertThatThrownBy(() -> client.create(LEASE, lease("once")))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(409);
                    assertThat(refused.reason()).isEqualTo("AlreadyExists");
                });
    }

    @Test
    void ofTwoThatReplaceOneVersionTheSecondIsRefused() {
        ObjectNode made = client.create(LEASE, lease("raced"));

        ObjectNode first = client.replace(LEASE, heldBy(made, "two"));

        assertThat(first.at("/spec/holderIdentity").asText()).isEqualTo("two");
        assertThatThrownBy(() -> client.replace(LEASE, heldBy(made, "three")))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(409);
                    assertThat(refused.reason()).isEqualTo("Conflict");
                });
    }

    @Test
    void aPatchChangesOneField() throws Exception {
        client.create(LEASE, lease("patched"));

        ObjectNode patched = client.patch(LEASE, "default", "patched", (ArrayNode) Answer.JSON.readTree("""
                [{"op":"test","path":"/spec/holderIdentity","value":"one"},
                 {"op":"replace","path":"/spec/holderIdentity","value":"two"}]"""));

        assertThat(patched.at("/spec/holderIdentity").asText()).isEqualTo("two");
        assertThat(patched.at("/spec/leaseDurationSeconds").asInt()).isEqualTo(15);
    }

    @Test
    void onlyTheObjectThatIsMeantIsDeleted() {
        String uid = client.create(LEASE, lease("gone")).at("/metadata/uid").asText();

        assertThatThrownBy(() -> client.delete(LEASE, "default", "gone", "00000000-0000-0000-0000-000000000000"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(409));
        assertThat(client.delete(LEASE, "default", "gone", uid)).isTrue();
        assertThat(client.get(LEASE, "default", "gone")).isEmpty();
        assertThat(client.delete(LEASE, "default", "gone", "")).isFalse();
    }

    private static ObjectNode heldBy(ObjectNode lease, String holder) {
        ObjectNode changed = lease.deepCopy();
        changed.withObject("/spec").put("holderIdentity", holder);
        return changed;
    }

    private static ObjectNode lease(String name) {
        ObjectNode lease = Answer.JSON.createObjectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        lease.putObject("metadata").put("name", name).put("namespace", "default");
        lease.putObject("spec").put("holderIdentity", "one").put("leaseDurationSeconds", 15);
        return lease;
    }
}
