package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.FleetStatus;
import io.github.kitmaven.report.FleetStatus.OfResource;
import io.github.kitmaven.report.FleetStatus.State;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps/";

    @TempDir
    Path folder;

    private final TestCluster cluster = TestCluster.sandbox();
    private Deployments deployments = new Deployments(Path.of("none"));

    @BeforeEach
    void run() {
        deployments = new Deployments(folder);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void whatWasDeployedIsInStepAndLookingCostsOneListForEachKind() {
        deploy(0, desired(web("acme/web:1"), settings("a"), settings("b")));
        int before = cluster.requests().size();

        FleetStatus status = status(0, desired(web("acme/web:1"), settings("a"), settings("b")), true);

        assertThat(status.inStep()).isTrue();
        assertThat(deployments.said)
                .contains(
                        "CLUSTER  RESOURCE  IMAGE       STATE    WHY",
                        "dev      web       acme/web:1  in step",
                        "dev      a         -           in step",
                        "3 of 3 resources in step with the repo.");
        assertThat(deployments.answers)
                .contains("dev\tweb\tacme/web:1\tin step")
                .hasSize(3);
        assertThat(cluster.requests().subList(before, cluster.requests().size()))
                .allMatch(request -> request.method().equals("GET"))
                .filteredOn(request ->
                        request.path().endsWith("/configmaps") || request.path().endsWith("/deployments"))
                .hasSize(2);
    }

    @Test
    void anEarlierCommitIsBehindAndSomebodysHandIsDrift() {
        deploy(0, desired(web("acme/web:1"), settings("a"), settings("b"), settings("c")));
        cluster.server()
                .patch(
                        CONFIG_MAPS + "b?fieldManager=kubectl-edit",
                        "application/merge-patch+json",
                        "{\"data\":{\"greeting\":\"x\"}}");
        cluster.server().delete(CONFIG_MAPS + "c");

        FleetStatus status = status(
                1, desired(web("acme/web:2"), settings("a"), settings("b"), settings("c"), settings("d")), false);

        assertThat(of(status, "web"))
                .isEqualTo(new OfResource(
                        "web",
                        State.BEHIND,
                        List.of("acme/web:1"),
                        List.of("acme/web:2"),
                        List.of("Deployment default/web: has aaaaaaa1, image changed")));
        assertThat(of(status, "a").state()).isEqualTo(State.IN_STEP);
        assertThat(of(status, "b").reasons())
                .containsExactly("ConfigMap default/b: drift: greeting x, want hello, by kubectl-edit");
        assertThat(of(status, "b").state()).isEqualTo(State.DRIFTED);
        assertThat(of(status, "c").reasons()).containsExactly("ConfigMap default/c: drift: deleted by hand");
        assertThat(of(status, "d").state()).isEqualTo(State.BEHIND);
        assertThat(of(status, "d").reasons()).containsExactly("ConfigMap default/d: not deployed yet");
        assertThat(deployments.resultFile()).contains("\"state\" : \"behind\"", "\"commit\" : \"aaaaaaa1\"");
        assertThatThrownBy(() -> status(1, desired(settings("d")), true))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "Not all is as the repo wants it: 0 of 1 resource in step. The table above tells why; mvn kit:diff"
                                + " shows what differs, mvn kit:deploy brings it in step.");
    }

    @Test
    void anotherManagersChangeIsDriftAndNoFailure() {
        deploy(0, desired(settings("a")));
        cluster.server()
                .patch(
                        CONFIG_MAPS + "a?fieldManager=operator",
                        "application/merge-patch+json",
                        "{\"data\":{\"greeting\":\"x\"}}");
        FleetStatus status = status(0, desired(settings("a")), false);
        assertThat(of(status, "a").reasons()).containsExactly("ConfigMap default/a: taken over from operator");
        assertThat(of(status, "a").state()).isEqualTo(State.DRIFTED);
    }

    @Test
    void whatDoesNotWorkIsUnhealthyAndWhatIsLeftOverIsTold() {
        deployments.owner = Owners.at(0);
        deployments.want(desired(web("acme/missing:1"), settings("old"))).failure();
        FleetStatus status = status(0, desired(web("acme/missing:1")), false);
        assertThat(of(status, "web").state()).isEqualTo(State.UNHEALTHY);
        assertThat(status.clusters().get(0).leftovers()).containsExactly("ConfigMap default/old");
        assertThat(deployments.said).contains("dev has 1 object that the repo no longer has: ConfigMap default/old");
    }

    @Test
    void aNewerCommitInTheClusterIsUnknownHere() {
        deploy(1, desired(settings("a"), web("acme/web:2")));
        FleetStatus status = status(0, desired(settings("a"), web("acme/web:1")), false);
        assertThat(of(status, "a").state()).isEqualTo(State.IN_STEP);
        assertThat(of(status, "web").reasons())
                .containsExactly(
                        "Deployment default/web: the cluster has a newer commit, bbbbbbb2; git pull and look again");
    }

    @Test
    void aNamespaceThatComesFirstIsNoResource() {
        Manifest shop = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}");
        Desired first = new Desired(
                cluster.as("dev", "shop", folder.resolve("clusters")), List.of(shop), List.of(settings("a")));
        FleetStatus status = status(0, first, false);
        assertThat(status.clusters().get(0).resources())
                .extracting(OfResource::name)
                .containsExactly("a");
        assertThat(deployments.said).contains("0 of 1 resource in step with the repo.");
    }

    @Test
    void aClusterThatDoesNotAnswerIsUnknown() {
        Path own = folder.resolve("clusters/dead");
        Folders.write(own.resolve("kubeconfig.yaml"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: dead, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: nobody, user: {}}]
                contexts: [{name: dead, context: {cluster: dead, user: nobody}}]
                current-context: dead
                """);
        Cluster dead = new Cluster(
                "dead",
                "default",
                "",
                "",
                "",
                false,
                false,
                Optional.empty(),
                own.resolve("cluster.yaml"),
                own.resolve("kubeconfig.yaml"));
        FleetStatus status = status(0, new Desired(dead, List.of(), List.of(settings("a"))), false);
        assertThat(of(status, "a").state()).isEqualTo(State.UNKNOWN);
        assertThat(of(status, "a").reasons().get(0)).startsWith("Cluster dead can't be reached: ");
    }

    private void deploy(int commit, Desired desired) {
        deployments.owner = Owners.at(commit);
        deployments.want(desired).deploy();
    }

    private FleetStatus status(int commit, Desired desired, boolean fail) {
        deployments.owner = Owners.at(commit);
        return deployments.want(desired).status(fail);
    }

    private static OfResource of(FleetStatus status, String resource) {
        return status.clusters().get(0).resources().stream()
                .filter(it -> it.name().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    private Desired desired(Manifest... manifests) {
        return new Desired(cluster.as("dev", "default", folder.resolve("clusters")), List.of(), List.of(manifests));
    }

    private static Manifest web(String image) {
        return manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {replicas: 1,"
                + " selector: {matchLabels: {app: 'web'}}, template: {metadata: {labels: {app: 'web'}},"
                + " spec: {containers: [{name: 'web', image: '" + image + "'}]}}}}");
    }

    private static Manifest settings(String name) {
        return manifest(
                "{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: '" + name + "'}, data: {greeting: 'hello'}}");
    }
}
