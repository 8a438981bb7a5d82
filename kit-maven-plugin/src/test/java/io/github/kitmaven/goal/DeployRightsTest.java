package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.sandbox.AccessRule;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployer with few rights, against the sandbox and, where one is asked for, a real control plane with RBAC. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
@Timeout(120)
class DeployRightsTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();
    private static final Set<String> READ = Set.of("get", "list", "watch");
    private static final Set<String> APPLY = Set.of("get", "list", "watch", "create", "patch");
    private static final Set<String> WORKLOADS = Set.of("deployments", "configmaps", "pods", "replicasets");

    private final TestCluster cluster;
    private final String shop = "rights-" + NAMESPACES.incrementAndGet();

    /** What kit needs for itself in every namespace: its inventory and its Lease. */
    private static final AccessRule OWN = new AccessRule(
            Set.of("get", "create", "update"), Set.of("", "coordination.k8s.io"), Set.of("configmaps", "leases"), "*");

    @TempDir
    Path folder;

    DeployRightsTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    static Stream<TestCluster> clusters() {
        Stream<Supplier<TestCluster>> clusters = Stream.of(TestCluster::sandbox);
        if (RealControlPlane.requested()) {
            clusters = Stream.concat(clusters, Stream.of(() -> TestCluster.real("rights")));
        }
        return clusters.map(Supplier::get);
    }

    @AfterEach
    void lift() {
        cluster.lift();
    }

    @Test
    void whoMayDoWhatThePlanNeedsDeploysAndAsksNothingWhereNothingChanges() {
        makeNamespace();
        Deployments deployments =
                new Deployments(folder).want(desired(dev(rule(APPLY, WORKLOADS, shop)), web(), config()));
        deployments.deploy();

        int before = cluster.requests().size();
        assertThat(deployments.deploy().changes()).isFalse();
        assertThat(cluster.requests().stream().skip(before))
                .noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void whoMayOnlyReadIsToldOncePerRightWhatToAddBeforeAnyWrite() {
        makeNamespace();
        Cluster dev = dev(rule(READ, WORKLOADS, shop), rule(APPLY, Set.of("configmaps"), shop));
        assertThat(new Deployments(folder)
                        .want(desired(dev, web(), named("other"), config()))
                        .failure())
                .contains("nothing was written to any cluster")
                .containsPattern("User (sandbox|system:serviceaccount:default:deployer-of-" + shop + ") may not patch"
                        + " deployments.apps in namespace " + shop + " of cluster dev, which Deployment " + shop
                        + "/other and 1 more need\\. Add the rule \\{apiGroups: \\[\"apps\"\\], resources:"
                        + " \\[deployments\\], verbs: \\[create, patch\\]\\} to a Role in that namespace bound to \\S+,"
                        + " or use other credentials\\.")
                .doesNotContain("Deployment " + shop + "/web");
        assertThat(cluster.server()
                        .get("/api/v1/namespaces/" + shop + "/configmaps/c")
                        .code())
                .isEqualTo(404);
    }

    @Test
    void whoMayChangeButNotCreateIsToldSo() {
        makeNamespace();
        Cluster dev = dev(rule(Set.of("get", "list", "watch", "patch"), WORKLOADS, shop));
        assertThat(new Deployments(folder).want(desired(dev, web())).failure())
                .contains("The user of its kubeconfig may not create deployments.apps in namespace " + shop
                        + " of cluster dev, which Deployment " + shop + "/web needs. Add the rule");
    }

    @Test
    void whoMayNotWatchWhatHeWaitsForIsToldBeforeAnyWriteUnlessHeDoesNotWait() {
        makeNamespace();
        Cluster dev = dev(rule(Set.of("get", "list", "create", "patch"), WORKLOADS, shop));
        Deployments deployments = new Deployments(folder).want(desired(dev, web()));
        assertThat(deployments.failure())
                .containsPattern(
                        "(User sandbox|The user of its kubeconfig) may not watch deployments.apps in namespace " + shop
                                + " of cluster dev, which Deployment " + shop
                                + "/web needs\\. Add the rule .*\\[watch\\]");
        assertThat(cluster.server()
                        .get("/apis/apps/v1/namespaces/" + shop + "/deployments/web")
                        .code())
                .isEqualTo(404);

        deployments.options =
                new DeployOptions(false, false, Wait.NONE, true, RolloutOptions.within(Duration.ofSeconds(60)));
        assertThat(deployments.deploy().successful()).isTrue();
    }

    /** Slow, so that the rollout does not end before anybody hears that its pods can't be watched. */
    @Test
    void whoMayNotLookAtPodsIsWarnedOnly() {
        makeNamespace();
        Cluster dev = dev(rule(APPLY, Set.of("deployments", "replicasets"), shop));
        Deployments deployments = new Deployments(folder).want(desired(dev, named("slow")));
        assertThat(deployments.deploy().successful()).isTrue();
        assertThat(deployments.said)
                .anyMatch(line -> line.contains("does not let kit watch pods in namespace " + shop));
    }

    @Test
    void rightsInANamespaceThatIsNotThereYetAreAskedFor() {
        Cluster dev = dev(rule(APPLY, Set.of("namespaces", "configmaps"), "*"));
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + shop + "'}}");
        Deployments deployments =
                new Deployments(folder).want(new Desired(dev, List.of(namespace), List.of(secret(), config())));
        assertThat(deployments.failure()).containsPattern("may not (list|create) secrets in namespace " + shop);
        assertThat(cluster.server().get("/api/v1/namespaces/" + shop).code()).isEqualTo(404);

        deployments
                .want(new Desired(dev, List.of(namespace), List.of(config())))
                .deploy();
        assertThat(cluster.server()
                        .get("/api/v1/namespaces/" + shop + "/configmaps/c")
                        .code())
                .isEqualTo(200);
    }

    @Test
    void aBindingWhoseRoleComesAlongIsDeployedByWhoMayNotBindAnyRole() {
        makeNamespace();
        Cluster dev = dev(rule(APPLY, Set.of("roles", "rolebindings", "configmaps"), shop));
        Deployments deployments = new Deployments(folder).want(desired(dev, binding("r"), role("r"), config()));
        assertThat(deployments.deploy().successful()).isTrue();
        assertThat(deployments.deploy().changes()).isFalse();
    }

    private Cluster dev(AccessRule... rules) {
        AccessRule[] all = Stream.concat(Stream.of(rules), Stream.of(OWN)).toArray(AccessRule[]::new);
        return cluster.restricted("dev", shop, folder.resolve("clusters"), all);
    }

    private static AccessRule rule(Set<String> verbs, Set<String> resources, String namespace) {
        return new AccessRule(verbs, Set.of("", "apps", "rbac.authorization.k8s.io"), resources, namespace);
    }

    private void makeNamespace() {
        cluster.server().post("/api/v1/namespaces", """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}""".formatted(shop));
    }

    private static Desired desired(Cluster dev, Manifest... manifests) {
        return new Desired(dev, List.of(), List.of(manifests));
    }

    private static Manifest web() {
        return named("web");
    }

    private static Manifest named(String name) {
        return manifest("""
                {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '%1$s', labels: {name: '%1$s'}}, spec: {
                 selector: {matchLabels: {app: '%1$s'}}, template: {metadata: {labels: {app: '%1$s'}},
                 spec: {containers: [{name: 'web', image: 'acme/%1$s:1'}]}}}}""".formatted(name));
    }

    private static Manifest config() {
        return manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c'}, data: {a: '1'}}");
    }

    private static Manifest secret() {
        return manifest("{apiVersion: 'v1', kind: 'Secret', metadata: {name: 's'}}");
    }

    private static Manifest role(String name) {
        return manifest("""
                {apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: {name: '%s'},
                 rules: [{apiGroups: [''], resources: ['configmaps'], verbs: ['get']}]}""".formatted(name));
    }

    private static Manifest binding(String role) {
        return manifest("""
                {apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: {name: 'b'},
                 roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: '%s'},
                 subjects: [{kind: 'ServiceAccount', name: 'default', namespace: 'default'}]}""".formatted(role));
    }
}
