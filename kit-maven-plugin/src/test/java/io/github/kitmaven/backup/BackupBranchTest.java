package io.github.kitmaven.backup;

import static io.github.kitmaven.backup.BackupRuns.deleted;
import static io.github.kitmaven.backup.BackupRuns.settings;
import static io.github.kitmaven.backup.BackupRuns.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Remotes;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.testing.BareRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups on a branch of a real repository. */
class BackupBranchTest {
    private static final String FILE = "eu-1/shop/ConfigMap-settings.yaml";

    @TempDir
    Path temp;

    private BareRepository remote;
    private final BackupRuns runs = new BackupRuns();

    @BeforeEach
    void makeARepository() {
        remote = BareRepository.of(temp.resolve("remote.git"), Map.of("kit.yaml", "version: '3'\n"));
    }

    @Test
    void aRunIsOneCommitOnABranchWithoutTheHistoryOfAnother() {
        Backup backup = runs.backup(store(new JGitRemotes()));
        BackupRuns.apply(backup, "eu-1", Status.SUCCEEDED, settings("settings", "hello"), settings("other", "x"));
        BackupRuns.apply(backup, "eu-2", Status.SUCCEEDED, settings("settings", "hello"));
        backup.ended(BackupRuns.report());

        assertThat(runs.warned).isEmpty();
        assertThat(runs.said)
                .containsExactly("Backed up to branch backup of " + remote.url() + ": 3 saved, 0 there as they are.");
        RevCommit commit = remote.log("backup").get(0);
        assertThat(commit.getParentCount()).isZero();
        assertThat(commit.getFullMessage()).isEqualTo("""
                        Back up 2 clusters after kit:deploy

                        Kit-Deployments-Commit: abc1234
                        Kit-Deploy-Id: 42
                        Kit-Build: https://ci.example.com/7
                        """);
        assertThat(commit.getAuthorIdent().getName()).isEqualTo("Ann");
        assertThat(remote.read("backup", FILE).orElseThrow()).contains("greeting: hello");
        assertThat(remote.read("backup", "kit.yaml")).isEmpty();
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void whatIsDeletedGoesAndStaysInTheHistoryAndNoChangeIsNoCommit() {
        runs.deploy(store(new JGitRemotes()), "eu-1", settings("settings", "hello"), settings("old", "x"));
        runs.deploy(
                store(new JGitRemotes()),
                "eu-1",
                unchanged(settings("settings", "hello")),
                deleted(settings("old", "")));
        assertThat(remote.log("backup")).hasSize(2);
        assertThat(remote.read("backup", "eu-1/shop/ConfigMap-old.yaml")).isEmpty();
        assertThat(remote.read("backup", FILE)).isPresent();

        runs.deploy(store(new JGitRemotes()), "eu-1", unchanged(settings("settings", "hello")));
        assertThat(remote.log("backup")).hasSize(2);
        assertThat(runs.said)
                .containsExactly("Backed up to branch backup of " + remote.url() + ": 0 saved, 1 there as they are.");

        runs.deploy(store(new JGitRemotes()), "eu-1", deleted(settings("settings", "")), settings("settings.2", "x"));
        assertThat(remote.read("backup", FILE)).isEmpty();
        assertThat(remote.read("backup", "eu-1/shop/ConfigMap-settings.2.yaml")).isPresent();
    }

    @Test
    void manyFilesAtOnceLeaveTheOthersAlone() {
        remote.commit(
                "backup", FileMode.REGULAR_FILE, Map.of("README.md", "ours\n", "eu-1.md", "x", "eu-1/notes.txt", "y"));
        runs.deploy(store(new JGitRemotes()), "eu-1", settings(50));
        assertThat(remote.read("backup", "README.md")).contains("ours\n");
        assertThat(remote.read("backup", "eu-1.md")).contains("x");
        assertThat(remote.read("backup", "eu-1/notes.txt")).contains("y");
        assertThat(remote.read("backup", "eu-1/shop/ConfigMap-settings-49.yaml").orElseThrow())
                .contains("hello 49");
        assertThat(remote.log("backup")).hasSize(2);
    }

    @Test
    void whoIsOutrunMakesTheCommitAnew() {
        remote.commit("backup", FileMode.REGULAR_FILE, Map.of("a.txt", "1"));
        Remotes outrun = address -> new Outrun(
                new JGitRemotes().open(address),
                () -> remote.commit("backup", FileMode.REGULAR_FILE, Map.of("a.txt", "2", "eu-2/x.yaml", "theirs")));
        runs.deploy(store(outrun), "eu-1", settings("settings", "hello"));
        assertThat(runs.warned).isEmpty();
        assertThat(remote.log("backup")).hasSize(3);
        assertThat(remote.read("backup", "eu-2/x.yaml")).contains("theirs");
        assertThat(remote.read("backup", FILE)).isPresent();
    }

    @Test
    void whoIsOutrunInMakingTheBranchGoesOnFromThere() {
        Remotes outrun = address -> new Outrun(
                new JGitRemotes().open(address),
                () -> remote.commit("backup", FileMode.REGULAR_FILE, Map.of("eu-2/x.yaml", "theirs")));
        runs.deploy(store(outrun), "eu-1", settings("settings", "hello"));
        assertThat(runs.warned).isEmpty();
        assertThat(remote.log("backup")).hasSize(2);
        assertThat(remote.read("backup", "eu-2/x.yaml")).contains("theirs");
    }

    @Test
    void aBranchThatIsProtectedIsAWarningWithTheServersWords() throws IOException {
        Path hook = Files.createDirectories(remote.folder().resolve("hooks")).resolve("pre-receive");
        Files.writeString(hook, "#!/bin/sh\necho 'branch backup is protected' >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        runs.deploy(store(new JGitRemotes()), "eu-1", settings("settings", "hello"));
        assertThat(runs.warned).hasSize(1);
        assertThat(runs.warned.get(0))
                .startsWith("The backup to branch backup of " + remote.url()
                        + " is not complete: the server declined the push: ")
                .contains("branch backup is protected")
                .endsWith(
                        "Let this user push to the branch, or name another in kit.backup; the next deploy saves what is"
                                + " missing.");
    }

    @Test
    void aRepositoryThatIsNotThereIsAWarning() {
        RemoteAddress nowhere =
                RemoteAddress.of("file://" + temp.resolve("none.git"), Optional.of("backup"), Optional.empty());
        runs.deploy(
                new BackupBranch(new JGitRemotes(), nowhere, new Person("Ann", "ann@example.com"), TWICE),
                "eu-1",
                settings("settings", "hello"));
        assertThat(runs.warned).singleElement().asString().contains("none.git does not exist");
    }

    private BackupBranch store(Remotes remotes) {
        return new BackupBranch(
                remotes,
                RemoteAddress.of(remote.url(), Optional.of("backup"), Optional.empty()),
                new Person("Ann", "ann@example.com"),
                TWICE);
    }

    private static final BackupBranch.Retrying TWICE = new BackupBranch.Retrying() {
        @Override
        public <T> Optional<T> make(IntFunction<Optional<T>> attempt) {
            return attempt.apply(1).or(() -> attempt.apply(2));
        }
    };

    /** Somebody else pushes between the first fetch and the first push. */
    private static final class Outrun implements RemoteBranch {
        private final RemoteBranch real;
        private final Runnable somebody;
        private boolean done;

        Outrun(RemoteBranch real, Runnable somebody) {
            this.real = real;
            this.somebody = somebody;
        }

        @Override
        public Snapshot fetch() {
            return real.fetch();
        }

        @Override
        public Snapshot fetchOrEmpty() {
            return real.fetchOrEmpty();
        }

        @Override
        public PushResult push(Snapshot base, Edit edit) {
            if (!done) {
                done = true;
                somebody.run();
            }
            return real.push(base, edit);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
