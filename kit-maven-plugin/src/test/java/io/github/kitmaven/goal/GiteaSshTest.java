package io.github.kitmaven.goal;

import static io.github.kitmaven.goal.GiteaBuilds.FILE;
import static io.github.kitmaven.goal.GiteaBuilds.REPO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.jgit.Access;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.Gitea;
import io.github.kitmaven.testing.SharedGitea;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deploy keys of a real Gitea, over its own ssh server. As slow as {@link GiteaTest}. */
@Tag("gitea")
@Timeout(120)
@ExtendWith(SharedGitea.class)
class GiteaSshTest {
    private final Gitea gitea;

    GiteaSshTest(Gitea gitea) {
        this.gitea = gitea;
    }

    @Test
    void aDeployKeyThatMayWriteCommits() throws Exception {
        BareRepository remote = gitea.repository("ssh-open", REPO);
        assertThat(builds("ssh-open", deployKey("ssh-open", false)).commit("1")).isInstanceOf(Committed.class);
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:1\n");
        assertThat(remote.log("main")).hasSize(2);
    }

    @Test
    void aDeployKeyThatMayOnlyReadIsToldSo() throws Exception {
        BareRepository remote = gitea.repository("ssh-readable", REPO);
        Path key = deployKey("ssh-readable", true);
        assertThatThrownBy(() -> builds("ssh-readable", key).commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ssh-readable.git does not let this key write: ")
                .hasMessageContaining(
                        "ssh-readable is not authorized to write to kit/ssh-readable. Give the key write access.");
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void aKeyThatNobodyKnowsIsRefused() throws Exception {
        gitea.repository("ssh-closed", REPO);
        Path key = gitea.key("stranger");
        assertThatThrownBy(() -> builds("ssh-closed", key).commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ssh-closed.git refuses the keys that ssh offers: ");
    }

    @Test
    void aRepositoryThatIsNotThereOrThatTheKeyIsNotForIsToldSo() throws Exception {
        gitea.repository("ssh-mine", REPO);
        gitea.repository("ssh-theirs", REPO);
        Path key = deployKey("ssh-mine", false);
        assertThatThrownBy(() -> builds("ssh-none", key).commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ssh-none.git does not exist, or is hidden from this user");
        assertThatThrownBy(() -> builds("ssh-theirs", key).commit("1")).isInstanceOf(UserException.class);
    }

    @Test
    void aProtectedBranchIsTheUsersToOpen() throws Exception {
        gitea.repository("ssh-protected", REPO);
        gitea.ask(
                "POST",
                "repos/kit/ssh-protected/branch_protections",
                "{\"rule_name\": \"main\", \"enable_push\": false}");
        Path key = deployKey("ssh-protected", false);
        assertThatThrownBy(() -> builds("ssh-protected", key).commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("pre-receive hook declined: Not allowed to push to protected branch main. ");
    }

    private GiteaBuilds builds(String repository, Path key) {
        Access access = new Access(Optional.of(key), Optional.empty(), url -> Optional.empty(), gitea.sshEnvironment());
        return GiteaBuilds.by(access, gitea.sshUrl("kit/" + repository + ".git"));
    }

    private Path deployKey(String repository, boolean readOnly) throws Exception {
        Path key = gitea.key(repository);
        gitea.ask("POST", "repos/kit/" + repository + "/keys", """
                {"title": "%s", "key": "%s", "read_only": %s}""".formatted(
                        repository, Files.readString(Path.of(key + ".pub")).strip(), readOnly));
        return key;
    }
}
