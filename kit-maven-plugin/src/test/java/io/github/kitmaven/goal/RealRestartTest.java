package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.RealControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real kube-apiserver is killed in the middle of a deploy, and comes back a few seconds later. */
@Tag("real-control-plane")
@Timeout(300)
class RealRestartTest {
    private static final String NAME = "restart-test";

    private static RealControlPlane plane;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        plane = RealControlPlane.start(NAME);
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void aRestartInTheMiddleOfTheApplyIsBorne() throws Exception {
        Cluster cluster = ShopRelease.cluster(NAME, folder);
        Files.createDirectories(cluster.kubeconfig().getParent());
        Files.copy(plane.kubeconfig(), cluster.kubeconfig());
        Deployments deployments = new Deployments(folder);
        Map<String, JsonNode> undisturbed = twoReleases(deployments, cluster, () -> {});

        CompletableFuture<Void> restarted = new CompletableFuture<>();
        Map<String, JsonNode> disturbed = twoReleases(
                deployments,
                cluster,
                () -> deployments.onLine = said -> {
                    if (said.startsWith("Deploying")) {
                        var unused = CompletableFuture.runAsync(plane::restartApiServer)
                                .thenAccept(restarted::complete);
                    }
                });

        restarted.get(1, TimeUnit.MINUTES);
        assertThat(disturbed).isEqualTo(undisturbed);
        FaultyFleet.assertNoSecret(deployments.said + deployments.resultFile());
        assertThat(deployments.deploy().changes()).isFalse();
    }

    private static Map<String, JsonNode> twoReleases(Deployments deployments, Cluster cluster, Runnable between) {
        deployments.want(ShopRelease.FIRST.in(cluster)).deploy();
        between.run();
        deployments.want(ShopRelease.SECOND.in(cluster)).deploy();
        return LiveState.withoutPast(LiveState.of(TestServer.of(plane)));
    }
}
