package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitCommitHistory;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.git.jgit.JGitWorkingTree;
import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rerun of an older build, on real repositories of the service and of deployments. */
class BuildOrderTest {
    private static final String FILE = "images/acme/web/master.yaml";
    private static final Map<String, String> REPO = Map.of("kit.yaml", "images: {path: images}\n");

    @TempDir
    private Path temp;

    private BareRepository deployments;
    private Git service;
    private RevCommit older;
    private RevCommit newer;

    @BeforeEach
    void seed() throws Exception {
        deployments = BareRepository.of(temp.resolve("deployments.git"), REPO);
        service = Git.init()
                .setDirectory(temp.resolve("service").toFile())
                .setInitialBranch("master")
                .call();
        older = commit("2026-01-01T00:00:00Z");
        newer = commit("2026-01-02T00:00:00Z");
    }

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 10, 7})
    void theTagTellsTheCommitOfTheImageThatIsThere(int length) throws Exception {
        assertThat(build(newer, tag(newer, length))).isInstanceOf(Committed.class);
        forgetHistory();

        assertThatThrownBy(() -> build(older, tag(older, length)))
                .isInstanceOf(UserException.class)
                .hasMessage("This build is older than the image that " + FILE + " names: reg.io/acme/web:"
                        + tag(newer, length) + " is of the service's commit "
                        + newer.name().substring(0, 10) + ", which is built on this build's, "
                        + older.name().substring(0, 10) + ". Build the newer commit; to go back to this one all the"
                        + " same, use -Dkit.allowOlder=true.");
        assertThat(deployments.read("main", FILE)).contains("image: reg.io/acme/web:" + tag(newer, length) + "\n");
    }

    @Test
    void theTrailersTellItWhereTheTagDoesNot() throws Exception {
        assertThat(build(newer, "1.1")).isInstanceOf(Committed.class);
        assertThatThrownBy(() -> build(older, "1.0"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("reg.io/acme/web:1.1 is of the service's commit ")
                .hasMessageContaining("which is built on this build's");
    }

    @Test
    void aNewerBuildAndARerunOfTheSameGoOn() throws Exception {
        assertThat(build(older, "1.0")).isInstanceOf(Committed.class);
        assertThat(build(newer, "1.1")).isInstanceOf(Committed.class);
        assertThat(build(newer, "1.1")).isInstanceOf(Unchanged.class);
        assertThat(build(newer, "1.1-again")).isInstanceOf(Committed.class);
    }

    @Test
    void goesBackWhereThatIsAllowed() throws Exception {
        build(newer, "1.1");
        assertThat(build(older, "1.0", true)).isInstanceOf(Committed.class);
    }

    @Test
    void inAShallowCheckoutTheTimesTell() throws Exception {
        build(newer, "1.1");
        shallow(older);
        assertThatThrownBy(() -> build(older, "1.0"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("which was committed later, at 2026-01-02T00:00:00Z, ");

        shallow(newer);
        assertThat(build(newer, "1.2")).isInstanceOf(Committed.class);
    }

    @Test
    void afterAForcedPushTheTimesTell() throws Exception {
        build(newer, "1.1");
        service.reset().setMode(ResetType.HARD).setRef(older.name()).call();
        RevCommit amended = commit("2026-01-03T00:00:00Z");
        assertThat(build(amended, "1.2")).isInstanceOf(Committed.class);
        assertThatThrownBy(() -> build(newer, "1.1")).hasMessageContaining("which was committed later");
    }

    @Test
    void whatNobodyCanTellIsNotRefused() throws Exception {
        deployments.commit("main", FileMode.REGULAR_FILE, Map.of("kit.yaml", "images: {path: images}\n", FILE, """
                image: reg.io/acme/web:by-hand-0123456
                """));
        assertThat(build(older, "1.0")).isInstanceOf(Committed.class);
    }

    private RevCommit commit(String time) throws Exception {
        Files.writeString(temp.resolve("service/file"), time);
        PersonIdent who = new PersonIdent("a", "a@example.com", Instant.parse(time), ZoneOffset.UTC);
        service.add().addFilepattern("file").call();
        return service.commit()
                .setMessage("Work")
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call();
    }

    /** As a CI server clones: one commit, and none of those before or after it. */
    private void shallow(RevCommit commit) throws Exception {
        try (Git origin = Git.open(temp.resolve("service").toFile())) {
            origin.branchCreate()
                    .setName("at-" + commit.name())
                    .setStartPoint(commit)
                    .call();
        }
        service.close();
        service = Git.cloneRepository()
                .setURI(temp.resolve("service").toUri().toString())
                .setDirectory(temp.resolve("shallow-" + commit.name()).toFile())
                .setBranch("refs/heads/at-" + commit.name())
                .setDepth(1)
                .call();
    }

    /** A repo that no longer knows which commit set the image. */
    private void forgetHistory() {
        Map<String, String> files = Map.of(
                "kit.yaml",
                "images: {path: images}\n",
                FILE,
                deployments.read("main", FILE).orElseThrow());
        deployments = BareRepository.of(temp.resolve("forgetful.git"), files);
    }

    private static String tag(RevCommit commit, int length) {
        return "master-" + commit.name().substring(0, length);
    }

    private CommitImageResult build(RevCommit commit, String tag) throws Exception {
        return build(commit, tag, false);
    }

    private CommitImageResult build(RevCommit commit, String tag, boolean allowOlder) throws Exception {
        service.checkout().setName(commit.name()).setForced(true).call();
        Path folder = service.getRepository().getWorkTree().toPath();
        CommitImageRequest request = Requests.to(deployments.url())
                .in(folder)
                .image("reg.io/acme/web:" + tag)
                .rules(new CommitRules(List.of(), Optional.empty(), List.of(), List.of(), allowOlder, false, false))
                .build();
        JGitWorkingTree tree = new JGitWorkingTree();
        ServiceHistory history =
                new ServiceHistory(new JGitCommitHistory(folder), id -> tree.commit(folder, id), Optional::empty);
        return new CommitImage(
                        new JGitRemotes(),
                        new JGitCheckouts(),
                        Map.of(),
                        NoSops.create(),
                        Pause.sleeping(),
                        event -> {},
                        history,
                        image -> Optional.empty())
                .run(request);
    }
}
