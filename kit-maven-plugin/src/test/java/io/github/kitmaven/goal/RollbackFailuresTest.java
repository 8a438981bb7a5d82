package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.cluster.fabric8.ImpatientClients;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.sandbox.Fault;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.ServedRequest;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.FakeRemote;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks in the middle of a switch, and after it. */
class RollbackFailuresTest {
    private static final String SERVICE = "/api/v1/namespaces/shop/services/web";

    @TempDir
    Path folder;

    private final TestCluster eu = TestCluster.sandbox();
    private final TestCluster us = TestCluster.sandbox();
    private RollbackScene scene;
    private int commits;

    @BeforeEach
    void deployTwice() {
        scene = new RollbackScene(folder, new TreeMap<>(Map.of("eu-1", eu, "us-1", us)));
        scene.deployFast("b1", "reg/acme/web:1");
        scene.deployFast("b2", "reg/acme/web:2");
        assertThat(scene.leadTo()).as(() -> String.join("\n", scene.said)).containsExactly("b2", "b2");
        commits = scene.remote.log("main").size();
    }

    @AfterEach
    void close() {
        eu.close();
        us.close();
    }

    @Test
    void whereOneClusterDiesTheOthersAreSwitchedBackAndGitIsLeftAlone() {
        AtomicBoolean dead = new AtomicBoolean();
        us.inject(Faults.of(Fault.DROPPED).on(request -> {
            dead.compareAndSet(false, isSwitch(request));
            return dead.get();
        }));
        scene.clients = Optional.of(ImpatientClients.within(Duration.ofSeconds(1)));

        String failure = scene.failure("b1");
        us.inject(Faults.none());

        assertThat(failure)
                .contains("2 of 2 clusters failed (eu-1, us-1).")
                .contains("Service shop/web may not be in cluster us-1, which stopped answering: ")
                .contains("Service shop/web of cluster us-1 may be switched, and could not be set back: ")
                .contains("Look at its spec.selector.id, which was b2: kubectl -n shop get service web -o yaml.")
                .contains(
                        "Service shop/web of cluster eu-1 was switched, and is back where it was: spec.selector.id is b2"
                                + " again.")
                .contains("Git was left alone, since the rollback failed.");
        assertThat(scene.said).contains("Not all could be switched; switching back:");
        assertThat(scene.leadTo()).containsExactly("b2", "b2");
        assertThat(scene.followed("eu-1")).isEqualTo("web-b2");
        assertThat(scene.remote.log("main")).hasSize(commits);
        assertThat(scene.releases("eu-1")).contains("\"rollback\":\"deploy b1\",\"result\":\"failed\"");
    }

    /** A request that took effect although its answer was lost is taken back, too, as soon as the cluster answers again. */
    @Test
    void whatWasSwitchedWithoutKitLearningOfItIsSwitchedBack() {
        us.inject(Faults.of(Fault.ANSWER_LOST).on(RollbackFailuresTest::isFollowing));
        eu.inject(Faults.of(Fault.UNAUTHORIZED).on(RollbackFailuresTest::isSwitch));
        scene.clients = Optional.of(ImpatientClients.within(Duration.ofSeconds(1)));
        scene.onLine = line -> {
            if (line.startsWith("Not all could")) {
                us.inject(Faults.none());
                eu.inject(Faults.none());
            }
        };

        scene.failure("b1");

        assertThat(scene.leadTo()).containsExactly("b2", "b2");
        assertThat(scene.followed("us-1")).isEqualTo("web-b2");
        assertThat(scene.remote.log("main")).hasSize(commits);
    }

    @Test
    void aServiceThatSomebodyTakesElsewhereMeanwhileStaysThere() {
        scene.onLine = line -> {
            if (line.equals("Switching:")) {
                us.server().patch(SERVICE, TestServer.STRATEGIC, "{\"spec\":{\"selector\":{\"id\":\"b9\"}}}");
            }
        };

        String failure = scene.failure("b1");

        assertThat(failure)
                .contains("Service shop/web was not switched in cluster us-1: somebody has changed where it leads");
        assertThat(scene.leadTo()).containsExactly("b2", "b9");
        assertThat(scene.remote.log("main")).hasSize(commits);
    }

    @Test
    void whereTheServerDeclinesThePushTheLinesToWriteAreTold() {
        scene.remotes = new FakeRemote(scene.files, new PushResult.Declined("main is protected"));

        String failure = scene.failure("b1");

        assertThat(scene.leadTo()).containsExactly("b1", "b1");
        assertThat(failure)
                .startsWith(
                        "The Services are switched to deploy b1, but git is not: The deployments repo declined the push to"
                                + " main: main is protected.")
                .contains(
                        "The next deploy would undo the rollback. Run the same command again, which then only commits; or let"
                                + " these files of the deployments repo say.")
                .contains("    " + RollbackScene.IMAGE_FILE + ":\n", "        image: reg/acme/web:1\n")
                .contains("          reason: 'rolled back to deploy b1'\n");
    }

    @Test
    void aGitServerThatIsDownDoesNotLetTheIncidentGoOn() {
        FakeRemote git = new FakeRemote(scene.files).failing(2);
        scene.remotes = git;

        scene.rollback("b1");

        assertThat(scene.leadTo()).containsExactly("b1", "b1");
        assertThat(git.files().get(RollbackScene.IMAGE_FILE)).startsWith("image: reg/acme/web:1\nhold:\n");
        assertThat(scene.said)
                .contains(
                        "! No answer; the Services are switched all the same. The commit is tried again once they are.");
    }

    @Test
    void whatCantBeCommittedIsFoundBeforeTheSwitch() {
        scene.files.remove(RollbackScene.IMAGE_FILE);
        scene.remotes = new FakeRemote(scene.files);

        assertThat(scene.failure("b1"))
                .contains(
                        RollbackScene.IMAGE_FILE + ": This image file is not on branch main of the deployments repo.");
        assertThat(scene.leadTo()).containsExactly("b2", "b2");
    }

    private static boolean isSwitch(ServedRequest request) {
        return request.method().equals("PATCH") && request.path().equals(SERVICE) && !request.dryRun();
    }

    private static boolean isFollowing(ServedRequest request) {
        return request.method().equals("PATCH")
                && request.path().endsWith("/horizontalpodautoscalers/web")
                && !request.dryRun();
    }
}
