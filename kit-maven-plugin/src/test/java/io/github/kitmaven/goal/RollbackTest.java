package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.sandbox.AccessRule;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.strategy.FastRollback;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Back to a deploy in reserve, on all clusters or on none. */
class RollbackTest {
    private static final String STANDBY = "/apis/apps/v1/namespaces/shop/deployments/web-b1";
    private static final String SERVICE = "/api/v1/namespaces/shop/services/web";

    @TempDir
    Path folder;

    private final TestCluster eu = TestCluster.sandbox();
    private final TestCluster us = TestCluster.sandbox();
    private RollbackScene scene;

    @BeforeEach
    void deployTwice() {
        scene = new RollbackScene(folder, new TreeMap<>(Map.of("eu-1", eu, "us-1", us)));
        scene.deployFast("b1", "reg/acme/web:1");
        scene.deployFast("b2", "reg/acme/web:2");
        assertThat(scene.leadTo()).as(() -> String.join("\n", scene.said)).containsExactly("b2", "b2");
    }

    @AfterEach
    void close() {
        eu.close();
        us.close();
    }

    @Test
    void allClustersAreSwitchedAndGitSaysSo() {
        int writes = eu.writes().size();
        JsonNode before = scene.get("eu-1", STANDBY);

        scene.rollback("b1");

        assertThat(scene.leadTo()).containsExactly("b1", "b1");
        assertThat(eu.writes().subList(writes, eu.writes().size()))
                .containsExactlyInAnyOrder(
                        "PATCH " + SERVICE, "PATCH /apis/autoscaling/v1/namespaces/shop/horizontalpodautoscalers/web");
        assertThat(scene.followed("eu-1")).isEqualTo("web-b1");
        assertThat(scene.get("eu-1", STANDBY).path("spec")).isEqualTo(before.path("spec"));
        assertThat(scene.imageFile())
                .isEqualTo("image: reg/acme/web:1\nhold:\n  reason: 'rolled back to deploy b1'\n  by: 'Jane'\n");
        assertThat(scene.remote.log("main").get(0).getFullMessage())
                .isEqualTo("Roll web back to deploy b1\n\nheld by Jane: rolled back to deploy b1\n");
        assertThat(scene.said)
                .contains(
                        "    ~ Service shop/web  (back to deploy b1)",
                        "        spec.selector.id: b2 -> b1",
                        "Switched web back to deploy b1 on 2 clusters.");
        assertThat(scene.releases("eu-1"))
                .contains("\"commit\":\"" + scene.head() + "\",\"rollback\":\"deploy b1\",\"result\":\"succeeded\","
                        + "\"images\":{\"web\":[\"reg/acme/web:1\"]}");
    }

    /** What was queued while the incident was on must not bring the trouble back. */
    @Test
    void theCommitBeforeTheRollbackIsNotDeployedOverIt() {
        scene.clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(2)); // commits are told apart by seconds
        scene.rollback("b1");
        scene.said.clear();
        scene.deploy(new FastRollback("b2", 3)); // the clone is at the commit before
        assertThat(scene.leadTo()).containsExactly("b1", "b1");
        assertThat(scene.said).anyMatch(line -> line.contains("Superseded: cluster eu-1 has a newer commit"));
    }

    @Test
    void aRepeatFindsAllAsItIs() {
        scene.rollback("b1");
        int writes = eu.writes().size();
        int commits = scene.remote.log("main").size();

        scene.rollback("b1");

        assertThat(eu.writes()).hasSize(writes);
        assertThat(scene.remote.log("main")).hasSize(commits);
        assertThat(scene.said)
                .contains(
                        "Git says so already: reg/acme/web:1 in " + RollbackScene.IMAGE_FILE
                                + " on branch main of the deployments repo, held.",
                        "Nothing to switch: web is at deploy b1 already on 2 clusters.");
    }

    @Test
    void whatIsNewerStaysToGoForwardToAgain() {
        scene.rollback("b1");
        scene.rollback("b2");
        assertThat(scene.leadTo()).containsExactly("b2", "b2");
        assertThat(scene.imageFile()).startsWith("image: reg/acme/web:2\nhold:");
    }

    @Test
    void aDryRunShowsAllAndDoesNothing() throws IOException {
        int writes = eu.writes().size();
        int commits = scene.remote.log("main").size();
        scene.dryRun = true;

        scene.rollback("b1");

        assertThat(eu.writes()).hasSize(writes);
        assertThat(scene.remote.log("main")).hasSize(commits);
        assertThat(scene.leadTo()).containsExactly("b2", "b2");
        assertThat(scene.said)
                .contains(
                        "        spec.selector.id: b2 -> b1",
                        "Git is to say so, too, on branch main of the deployments repo:",
                        "  +image: reg/acme/web:1",
                        "Nothing was written: this was a dry run.");
        assertThat(Files.readString(folder.resolve("result.json"))).contains("\"goal\" : \"rollback\"", "planned");
    }

    @Test
    void nothingIsSwitchedAnywhereWhereOneClusterLacksTheStandby() {
        us.server().delete(STANDBY);
        assertRefused("b1")
                .contains("1 of 2 clusters failed (us-1); nothing was written to any cluster.")
                .contains("Deployment shop/web-b1 is not in cluster us-1.")
                .contains("No Service was switched on any cluster; no deploy of web is in reserve on all clusters.");
    }

    @Test
    void orWhereItIsNotHealthy() {
        us.server().patch(STANDBY, TestServer.STRATEGIC, """
                {"spec":{"template":{"spec":{"containers":[{"name":"web","image":"missing:1"}]}}}}""");
        us.server()
                .await(
                        STANDBY,
                        answer -> answer.body().at("/status/updatedReplicas").asInt() == 1);
        assertRefused("b1").contains("Deployment shop/web-b1 in cluster us-1 can't take over: ");
    }

    @Test
    void orWhereItRunsNothing() {
        us.server().patch(STANDBY, TestServer.STRATEGIC, "{\"spec\":{\"replicas\":0}}");
        assertRefused("b1")
                .contains("Deployment shop/web-b1 in cluster us-1 can't take over: it was scaled to 0 replicas.");
    }

    @Test
    void orWhereTheServiceIsGone() {
        us.server().delete(SERVICE);
        assertThat(scene.failure("b1")).contains("Service shop/web is not in cluster us-1.");
        assertThat(scene.leadsTo("eu-1")).isEqualTo("b2");
    }

    @Test
    void orWhereTheUserMayNotSwitch() {
        Set<String> all = Set.of("*");
        us.lift();
        scene.get("us-1", SERVICE);
        us.restricted(
                "us-1",
                "shop",
                folder.resolve("clusters"),
                new AccessRule(Set.of("get", "list", "watch", "create"), all, all, "*"));
        String failure = scene.failure("b1");
        us.lift();
        assertThat(failure).contains("cluster us-1").contains("patch").contains("services");
        assertThat(scene.leadTo()).containsExactly("b2", "b2");
    }

    @Test
    void whatCanBeChosenIsToldWhereNoneOrAWrongOneIs() {
        scene.deployFast("b3", "reg/acme/web:3");
        us.server().delete("/apis/apps/v1/namespaces/shop/deployments/web-b2");

        assertThat(scene.failure("b0"))
                .contains("Deployment shop/web-b0 is not in cluster eu-1; the same in 1 more cluster: us-1.")
                .contains("in reserve on all clusters: b1. Name another deploy with -Dkit.deployId");
        assertThat(scene.failure(Optional.empty(), Optional.empty()))
                .contains(
                        "Resource web is deployed with fast-rollback, and it is not said which deploy to switch back to;"
                                + " in reserve on all clusters: b1.");
    }

    @Test
    void whereClustersRunDifferentImagesNoFileCanNameThem() {
        us.server().patch(STANDBY, TestServer.STRATEGIC, """
                {"spec":{"template":{"spec":{"containers":[{"name":"web","image":"reg/acme/web:other"}]}}}}""");
        us.server()
                .await(
                        STANDBY,
                        answer -> answer.body().at("/status/observedGeneration").asInt() == 2
                                && answer.body().at("/status/updatedReplicas").asInt() == 1
                                && answer.body().at("/status/replicas").asInt() == 1
                                && answer.body().at("/status/availableReplicas").asInt() == 1);
        assertRefused("b1")
                .contains(
                        RollbackScene.IMAGE_FILE + " can name one image only, and that deploy has several: cluster eu-1"
                                + " runs reg/acme/web:1, cluster us-1 reg/acme/web:other.");
    }

    @Test
    void whatKitDidNotMakeIsNoStandbyAndNoServiceOfOneDeploy() {
        us.server().delete(STANDBY);
        scene.makeDeployment("us-1", "web-b1");
        us.server().patch(SERVICE, TestServer.STRATEGIC, "{\"spec\":{\"selector\":{\"strategy\":null}}}");
        assertThat(scene.failure("b1"))
                .contains("Deployment shop/web-b1 in cluster us-1 was not made by a deploy with fast-rollback.")
                .contains("Service shop/web in cluster us-1 leads to no single deploy: it was not made by a deploy with"
                        + " fast-rollback.");
    }

    @Test
    void whatSomebodyElseTookOverIsTakenBackOnlyIfAsked() {
        us.server().patch(SERVICE + "?fieldManager=kubectl-edit", TestServer.STRATEGIC, """
                {"spec":{"selector":{"id":"b2","name":"web","strategy":"fast-rollback","extra":null}}}""");
        us.server().patch(SERVICE + "?fieldManager=kubectl-edit", TestServer.STRATEGIC, """
                {"spec":{"selector":{"id":"b0"}}}""");
        assertThat(scene.failure("b1"))
                .contains("Service shop/web in cluster us-1 conflicts with other managers of its fields: ")
                .contains("take them over with -Dkit.forceConflicts=true");
        assertThat(scene.leadTo()).containsExactly("b2", "b0");

        scene.forceConflicts = true;
        scene.rollback("b1");
        assertThat(scene.leadTo()).containsExactly("b1", "b1");
    }

    @Test
    void allNamespacesOfAClusterAreSwitchedOrNone() {
        scene.files.put("clusters/us-1/cluster.yaml", """
                kind: ClusterNamespace
                metadata: {name: us-1, type: test, namespace: shop}
                namespaces: {blue: {}, green: {}}
                """);
        List.of("blue", "green")
                .forEach(namespace -> scene.files.put(
                        "namespaces/us-1/" + namespace + ".yaml",
                        "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}\n"));
        scene.deployFast("b3", "reg/acme/web:3");
        scene.deployFast("b4", "reg/acme/web:4");

        scene.rollback("b3");
        assertThat(leadsTo("blue") + leadsTo("green")).isEqualTo("b3b3");

        us.server().delete("/apis/apps/v1/namespaces/green/deployments/web-b4");
        assertThat(scene.failure("b4")).contains("Deployment green/web-b4 is not in cluster us-1.");
        assertThat(leadsTo("blue") + leadsTo("green") + scene.leadsTo("eu-1")).isEqualTo("b3b3b3");
    }

    private String leadsTo(String namespace) {
        return scene.get("us-1", "/api/v1/namespaces/" + namespace + "/services/web")
                .at("/spec/selector/id")
                .asText();
    }

    @Test
    void theResourceHasToBeThere() {
        assertThat(scene.failureOf("wab")).contains("-Dkit.resource: nothing is named wab. The nearest name is web.");
        assertThat(scene.failureOf("other")).contains("Resource other has no Deployment in cluster eu-1");
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertRefused(String id) {
        List<Integer> before = List.of(
                eu.writes().size(), us.writes().size(), scene.remote.log("main").size());
        String failure = scene.failure(id);
        assertThat(scene.leadTo()).containsExactly("b2", "b2");
        assertThat(List.of(
                        eu.writes().size(),
                        us.writes().size(),
                        scene.remote.log("main").size()))
                .isEqualTo(before);
        return assertThat(failure);
    }
}
