package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.git.jgit.JGitWorkingTree;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.webhook.FleetNews;
import io.github.kitmaven.webhook.FleetNews.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clusters came, changed and went, by the files of an earlier commit. The repo is a folder of its git repository. */
class FleetChangesTest {
    @TempDir
    Path root;

    private final List<String> warnings = new ArrayList<>();
    private String since = "HEAD^";
    private Repo repo;
    private Path folder;
    private Git git;

    @BeforeEach
    void first() throws Exception {
        git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
        folder = Files.createDirectories(root.resolve("deployments"));
        repo = Repo.in(folder, "3");
        write("eu-1", "type: develop, namespace: shop, environment: eu");
        write("eu-2", "type: develop");
        write("eu-3", "type: develop");
        commit();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void clustersThatCameChangedAndWentAreTold() throws Exception {
        write("eu-1", "type: develop, namespace: shop, environment: us");
        repo.without("clusters/eu-2/cluster.yaml");
        write("us-1", "type: develop, branch: release, disable: true");
        commit();

        FleetNews news = news(50).orElseThrow();

        assertThat(news.since()).hasValueSatisfying(it -> assertThat(it).hasSize(40));
        assertThat(news.added()).containsExactly("us-1");
        assertThat(news.changed()).containsExactly("eu-1");
        assertThat(news.removed()).containsExactly("eu-2");
        assertThat(news.clusters())
                .contains(
                        new Member("eu-1", "develop", "us", "master", List.of("shop"), false),
                        new Member("us-1", "develop", "", "release", List.of(), true));
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatOnlyTheBaseLayerChangesChangesAllClusters() throws Exception {
        repo.with("base-cluster.yaml", "kind: ClusterNamespace\nmetadata: {name: base, branch: other}\n");
        commit();
        assertThat(news(50).orElseThrow().changed()).contains("eu-1", "eu-2", "eu-3");
    }

    @Test
    void namespacesThatAreSetApartAreNamed() throws Exception {
        repo.with("clusters/eu-2/cluster.yaml", """
                kind: ClusterNamespace
                metadata: {name: eu-2, type: develop}
                namespaces: {blue: {}, green: {}}
                """);
        commit();
        assertThat(news(50).orElseThrow().clusters().stream()
                        .filter(it -> it.name().equals("eu-2"))
                        .findFirst()
                        .orElseThrow()
                        .namespaces())
                .containsExactly("blue", "green");
    }

    @Test
    void moreRemovalsThanTheGuardAllowsKeepTheNewsBack() throws Exception {
        repo.without("clusters/eu-2/cluster.yaml");
        repo.without("clusters/eu-3/cluster.yaml");
        commit();
        assertThat(news(1)).isEmpty();
        assertThat(warnings)
                .containsExactly(
                        "Webhooks are not told of the clusters: 2 are gone since commit HEAD^, and at most 1 may go at once."
                                + " If that is meant, raise kit.webhooks.fleetGuard.");
        assertThat(news(2)).isPresent();
    }

    @Test
    void whereTheEarlierCommitIsNotKnownNothingIsCalledNew() {
        FleetNews news = news(50).orElseThrow();
        assertThat(news.since()).isEmpty();
        assertThat(news.isNews()).isFalse();
        assertThat(news.clusters()).extracting(Member::name).contains("eu-1", "eu-2", "eu-3");
    }

    @Test
    void anEarlierCommitThatCannotBeReadIsAWarningAndNoFailure() throws Exception {
        repo.with("clusters/eu-1/cluster.yaml", "kind: Other\n");
        commit();
        write("eu-1", "type: develop");
        commit();
        assertThat(news(50)).isEmpty();
        assertThat(warnings)
                .containsExactly("Webhooks are not told of the clusters: they can't be compared with commit HEAD^."
                        + " Set kit.webhooks.fleetSince to another commit.");
    }

    @Test
    void aCommitThatThisCloneLacksIsNotKnown() {
        since = "0123456789012345678901234567890123456789";
        assertThat(news(50).orElseThrow().since()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aCommitFromBeforeTheRepoHadClustersIsNotKnown() throws Exception {
        Path other = Files.createDirectories(root.resolve("other"));
        repo = Repo.in(other, "3");
        folder = other;
        commit();
        assertThat(news(50).orElseThrow().since()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    private Optional<FleetNews> news(int guard) {
        return new FleetChanges(
                        KitYaml.read(folder, repo.sops()),
                        root,
                        new JGitWorkingTree(),
                        since,
                        guard,
                        text -> text,
                        event -> warnings.add(((Warned) event).diagnostic().text()))
                .news();
    }

    private void write(String name, String metadata) {
        repo.with(
                "clusters/" + name + "/cluster.yaml",
                "kind: ClusterNamespace\nmetadata: {name: " + name + ", " + metadata + "}\n");
    }

    private void commit() throws Exception {
        git.add().addFilepattern(".").call();
        git.add().addFilepattern(".").setUpdate(true).call();
        git.commit()
                .setMessage("Change")
                .setAuthor("a", "a@example.com")
                .setCommitter("a", "a@example.com")
                .setSign(false)
                .call();
    }
}
