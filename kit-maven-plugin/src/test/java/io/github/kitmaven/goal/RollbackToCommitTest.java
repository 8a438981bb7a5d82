package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.goal.CommitImageRequest.CommitterOptions;
import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.goal.CommitImageRequest.ServiceOptions;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.image.ProjectProperties;
import io.github.kitmaven.strategy.FastRollback;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Back to a commit: without a reserve, or where one is named. */
class RollbackToCommitTest {
    private static final String SETTING = "/spec/template/spec/containers/0/env/0/value";

    @TempDir
    Path folder;

    private final TestCluster eu = TestCluster.sandbox();
    private final TestCluster us = TestCluster.sandbox();
    private RollbackScene scene;
    private String first;
    private int commits;

    @BeforeEach
    void deployTwice() {
        scene = new RollbackScene(folder, new TreeMap<>(Map.of("eu-1", eu, "us-1", us)));
        first = scene.commit("reg/acme/web:1");
        scene.deploy(new RollingUpdate());
        scene.files.put("base-var.yaml", "kind: ResourceConfig\nsetting: two\n");
        scene.commit("reg/acme/web:2");
        scene.deploy(new RollingUpdate());
        assertThat(image("eu-1")).as(() -> String.join("\n", scene.said)).isEqualTo("reg/acme/web:2");
        commits = scene.remote.log("main").size();
    }

    @AfterEach
    void close() {
        eu.close();
        us.close();
    }

    @Test
    void theImagesAreSetBackHeldAndDeployedAndNothingElse() throws IOException {
        scene.rollbackTo(first.substring(0, 9));

        assertThat(image("eu-1")).isEqualTo("reg/acme/web:1");
        assertThat(image("us-1")).isEqualTo("reg/acme/web:1");
        assertThat(deployment("eu-1", SETTING)).isEqualTo("two");
        String target = "commit " + first.substring(0, 10);
        assertThat(scene.imageFile())
                .isEqualTo("image: reg/acme/web:1\nhold:\n  reason: 'rolled back to " + target + "'\n  by: 'Jane'\n");
        assertThat(scene.remote.log("main")).hasSize(commits + 1);
        assertThat(Files.readString(scene.clone.resolve(RollbackScene.IMAGE_FILE)))
                .isEqualTo(scene.imageFile());
        assertThat(Files.readString(folder.resolve("result.json")))
                .contains("\"goal\" : \"rollback\"", "\"commit\" : \"" + scene.head() + "\"");
        assertThat(scene.releases("eu-1"))
                .startsWith("[{")
                .contains(
                        "\"commit\":\"" + scene.head() + "\",\"rollback\":\"" + target + "\",\"result\":\"succeeded\"");
        assertThat(scene.said).anyMatch(line -> line.startsWith("Deployed 2 of 2 clusters"));
    }

    @Test
    void withoutACommitItIsThatOfTheReleaseBeforeTheLast() {
        scene.rollback(Optional.empty(), Optional.empty(), "web");
        assertThat(image("eu-1")).isEqualTo("reg/acme/web:1");
        assertThat(scene.imageFile()).contains("rolled back to commit " + first.substring(0, 10));

        assertThat(scene.failure(Optional.empty(), Optional.empty()))
                .contains("The last release of web in cluster eu-1 was a rollback already, to commit "
                        + first.substring(0, 10)
                        + ". Give the commit of the deployments repo to go back to with -Dkit.to.");
    }

    @Test
    void aRepeatFindsAllAsItIs() {
        scene.rollbackTo(first);
        int writes = eu.writes().size();

        scene.rollbackTo(first);

        assertThat(scene.remote.log("main")).hasSize(commits + 1);
        assertThat(eu.writes()).hasSize(writes);
        assertThat(scene.said).anyMatch(line -> line.startsWith("Git says so already: reg/acme/web:1"));
    }

    @Test
    void buildsRespectTheHoldUntilItIsLifted() {
        scene.rollbackTo(first);
        assertThat(build(false)).isInstanceOf(Held.class);
        assertThat(scene.imageFile()).startsWith("image: reg/acme/web:1\n");
        build(true);
        assertThat(scene.imageFile()).isEqualTo("image: reg/acme/web:3\n");
    }

    @Test
    void aCheckoutWithChangesIsRefusedBeforeAnythingHappens() throws IOException {
        Files.writeString(scene.clone.resolve("base-var.yaml"), "kind: ResourceConfig\nsetting: three\n");
        assertThat(scene.failure(Optional.empty(), Optional.of(first)))
                .isEqualTo("base-var.yaml: This file differs from what is committed, and a rollback deploys what is"
                        + " committed. Commit it, or set it aside with git stash.");
        assertUntouched();
    }

    @Test
    void aDryRunShowsTheCommitAndDoesNothing() {
        scene.dryRun = true;
        scene.rollbackTo(first);
        assertThat(scene.said)
                .contains("  -image: reg/acme/web:2", "  +image: reg/acme/web:1")
                .contains("Nothing was written: this was a dry run. Without it, web would be deployed next.");
        assertUntouched();
    }

    @Test
    void aCommitThatHelpsNothingIsRefused() {
        assertThat(scene.failure(Optional.empty(), Optional.of("HEAD")))
                .contains("The images of web were the same at commit "
                        + scene.head().substring(0, 10)
                        + ": reg/acme/web:2. Choose an earlier commit with -Dkit.to; what else has changed since, git revert"
                        + " undoes.");
        assertThat(scene.failure(Optional.empty(), Optional.of("nosuch")))
                .contains("The commit nosuch is not in this checkout. Check -Dkit.to;");
        assertUntouched();
    }

    @Test
    void aCheckoutThatIsBehindIsBroughtForward() {
        scene.files.put("base-var.yaml", "kind: ResourceConfig\nsetting: three\n");
        scene.remote.commit("main", FileMode.REGULAR_FILE, scene.files);
        scene.rollbackTo(first);
        assertThat(image("eu-1")).isEqualTo("reg/acme/web:1");
        assertThat(deployment("eu-1", SETTING)).isEqualTo("three");
    }

    /** As most CI servers check out. */
    @Test
    void aCheckoutWithoutABranchWillDo() throws Exception {
        try (Git git = Git.open(scene.clone.toFile())) {
            git.checkout().setName(scene.head()).call();
        }
        scene.rollbackTo(first);
        assertThat(image("eu-1")).isEqualTo("reg/acme/web:1");
    }

    @Test
    void commitsThatWereNotPushedAreNotDeployed() throws Exception {
        try (Git git = Git.open(scene.clone.toFile())) {
            git.commit()
                    .setMessage("Mine")
                    .setAllowEmpty(true)
                    .setAuthor("a", "a@example.com")
                    .setCommitter("a", "a@example.com")
                    .setSign(false)
                    .call();
        }
        assertThat(scene.failure(Optional.empty(), Optional.of(first)))
                .isEqualTo(
                        "This checkout has commits that branch main of the deployments repo has not. Push them, or roll"
                                + " back in a checkout of that branch.");
        assertUntouched();
    }

    @Test
    void clustersThatDisagreeOnTheReleaseBeforeNeedACommit() {
        us.server().delete("/api/v1/namespaces/shop/configmaps/kit");
        scene.deploy(new RollingUpdate());
        assertThat(scene.failure(Optional.empty(), Optional.empty()))
                .contains("The inventory of cluster us-1 has no release of web. Give the commit");
        assertUntouched();
    }

    @Test
    void aCommitIsDeployedWithTheStrategyThatIsAskedFor() {
        scene.strategy = new FastRollback("b3", 3);
        scene.rollback(Optional.of("b3"), Optional.of(first), "web");
        assertThat(scene.leadTo()).containsExactly("b3", "b3");
        assertThat(scene.get("eu-1", "/apis/apps/v1/namespaces/shop/deployments/web-b3")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("reg/acme/web:1");
    }

    private void assertUntouched() {
        assertThat(scene.remote.log("main")).hasSize(commits);
        assertThat(image("eu-1")).isEqualTo("reg/acme/web:2");
        assertThat(image("us-1")).isEqualTo("reg/acme/web:2");
    }

    private CommitImageResult build(boolean lift) {
        CommitImageRequest request = new CommitImageRequest(
                folder,
                folder,
                scene.address(),
                new ImageOptions(
                        Optional.of("reg/acme/web:3"), Optional.empty(), Optional.of("acme/web"), Optional.empty()),
                new ServiceOptions(Optional.of("master"), Optional.empty()),
                new CommitterOptions(Optional.of("ci"), Optional.of("ci@example.com")),
                Optional.empty(),
                false,
                new Retries(0, Duration.ZERO),
                lift,
                ProjectProperties.none(),
                CommitRules.usual());
        return new CommitImage(
                        new JGitRemotes(), new JGitCheckouts(), Map.of(), NoSops.create(), time -> {}, event -> {})
                .run(request);
    }

    private String image(String cluster) {
        return deployment(cluster, "/spec/template/spec/containers/0/image");
    }

    private String deployment(String cluster, String path) {
        return scene.get(cluster, "/apis/apps/v1/namespaces/shop/deployments/web")
                .at(path)
                .asText();
    }
}
