package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.inventory.Budget;
import io.github.kitmaven.inventory.PruneOptions;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.sandbox.AccessRule;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import io.github.kitmaven.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Role that the manual gives is enough to deploy, to prune and to look why a rollout fails. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
@Timeout(120)
class DeployerRoleTest {
    private static final Path ROLES = Path.of("../src/site/resources/examples/deployer-rbac.yaml");
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final TestCluster cluster;
    private final String shop = "role-" + NAMESPACES.incrementAndGet();

    @TempDir
    Path folder;

    DeployerRoleTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("role")));
        }
        return clusters.map(Supplier::get);
    }

    /** Whoever makes the Role makes the namespace that it is in. */
    @BeforeEach
    void makeNamespace() {
        cluster.server().post("/api/v1/namespaces", """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}""".formatted(shop));
    }

    @AfterEach
    void lift() {
        cluster.lift();
    }

    @Test
    void aRepoWithANamespaceOfItsOwnIsDeployedAndPruned() throws IOException {
        Cluster dev = cluster.restricted("dev", shop, folder.resolve("clusters"), rules());
        Deployments deployments = new Deployments(folder);
        deployments.owner =
                Owners.of(Owners.at(0).run(), new PruneOptions(true, new Budget(20, 0), Set.of()), Owners.QUICK);
        assertThat(deployments.want(desired(dev, everything())).deploy().successful())
                .isTrue();

        List<Manifest> less = everything().stream()
                .filter(it -> it.key().kind().equals("Deployment"))
                .toList();
        assertThat(deployments.want(desired(dev, less)).deploy().successful()).isTrue();
        assertThat(deployments.said)
                .anyMatch(line -> line.contains((everything().size() - 1) + " deleted"));
        assertThat(deployments.said).noneMatch(line -> line.startsWith("!"));
    }

    @Test
    void aRolloutThatFailsIsLookedInto() throws IOException {
        Cluster dev = cluster.restricted("dev", shop, folder.resolve("clusters"), rules());
        Deployments deployments = new Deployments(folder).want(desired(dev, List.of(manifest(deployment("crash")))));
        assertThat(deployments.failure()).contains("CrashLoopBackOff").contains("last event");
    }

    /** The rules of the file; its namespace is the test's, and what its ClusterRole says holds everywhere. */
    private AccessRule[] rules() throws IOException {
        Iterable<Object> documents =
                new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(ROLES));
        return StreamSupport.stream(documents.spliterator(), false)
                .map(DeployerRoleTest::map)
                .filter(role -> role.containsKey("rules"))
                .flatMap(role -> rules(role, "Role".equals(role.get("kind")) ? shop : "*"))
                .toArray(AccessRule[]::new);
    }

    private static Stream<AccessRule> rules(Map<?, ?> role, String namespace) {
        return ((List<?>) Objects.requireNonNull(role.get("rules")))
                .stream()
                        .map(DeployerRoleTest::map)
                        .map(rule -> new AccessRule(
                                set(rule, "verbs"), set(rule, "apiGroups"), set(rule, "resources"), namespace));
    }

    private static Map<?, ?> map(Object node) {
        return (Map<?, ?>) node;
    }

    private static Set<String> set(Map<?, ?> rule, String key) {
        return ((List<?>) Objects.requireNonNull(rule.get(key)))
                .stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private Desired desired(Cluster dev, List<Manifest> manifests) {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "'}}");
        return new Desired(dev, List.of(namespace), manifests);
    }

    private static List<Manifest> everything() {
        return Stream.of(
                        "{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {a: '1'}}",
                        "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 's'}}",
                        "{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'a'}}",
                        "{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec: {ports: [{port: 80}]}}",
                        """
                        {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'n'},
                         spec: {podSelector: {}}}""",
                        """
                        {apiVersion: 'batch/v1', kind: 'Job', metadata: {name: 'j',
                         annotations: {'kit-deployer/hook': 'pre-deploy'}}, spec: {template: {spec: {
                         restartPolicy: 'Never', containers: [{name: 'j', image: 'acme/j:1'}]}}}}""",
                        deployment("web"))
                .map(Trees::manifest)
                .toList();
    }

    private static String deployment(String name) {
        return """
                {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '%1$s', labels: {name: '%1$s'}}, spec: {
                 selector: {matchLabels: {app: '%1$s'}}, template: {metadata: {labels: {app: '%1$s'}},
                 spec: {containers: [{name: 'web', image: 'acme/%1$s:1'}]}}}}""".formatted(name);
    }
}
