package io.github.kitmaven.goal;

import static io.github.kitmaven.goal.GiteaBuilds.REPO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.Gitea;
import io.github.kitmaven.testing.SharedGitea;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may write to a repository of a real Gitea over http, and what the others are told. As slow as {@link GiteaTest}. */
@Tag("gitea")
@Timeout(120)
@ExtendWith(SharedGitea.class)
class GiteaAccessTest {
    private final Gitea gitea;

    GiteaAccessTest(Gitea gitea) {
        this.gitea = gitea;
    }

    @Test
    void aTokenIsTakenInEveryFormThatForgesKnow() {
        BareRepository remote = gitea.repository("forms", REPO);
        GiteaBuilds builds = GiteaBuilds.of(gitea, "forms");
        String token = gitea.token(gitea.user("robot", "forms", "write"), "write:repository");
        List<GiteaBuilds> forms = List.of(
                builds.as("robot", Gitea.PASSWORD),
                builds.as("robot", token),
                builds.as("git", token), // what goes with a token that has no user
                builds.as(token, ""),
                builds.as(token, "x-oauth-basic"));
        for (int i = 0; i < forms.size(); i++) {
            assertThat(forms.get(i).commit("1." + i)).as("form %d", i).isInstanceOf(Committed.class);
        }
        assertThat(remote.log("main")).hasSize(1 + forms.size());
    }

    @Test
    void whoIsNotKnownIsToldSoAtOnce() {
        gitea.repository("closed", REPO);
        GiteaBuilds builds = GiteaBuilds.of(gitea, "closed");
        String token = "0123456789abcdef0123456789abcdef01234567";
        assertThatThrownBy(() -> builds.as("git", token).commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "The deployments repo " + builds.url() + " refuses the user and password (401 Unauthorized)."
                                + " Correct them; most forges want a token in place of the password.");
        assertThatThrownBy(() -> builds.asNobody().commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("asks for a user and password (401 Unauthorized). Name a <server>");
    }

    @Test
    void whatAnybodyMayReadIsNotForAnybodyToWrite() {
        gitea.repository("public", REPO);
        gitea.ask("PATCH", "repos/kit/public", "{\"private\": false}");
        assertThatThrownBy(() -> GiteaBuilds.of(gitea, "public").asNobody().commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("asks for a user and password (401 Unauthorized). Name a <server>");
    }

    @Test
    void whoMayOnlyReadIsToldSo() {
        BareRepository remote = gitea.repository("readable", REPO);
        GiteaBuilds builds = GiteaBuilds.of(gitea, "readable");
        String reader = gitea.user("reader", "readable", "read");
        assertThatThrownBy(() -> builds.as(reader, Gitea.PASSWORD).commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "The deployments repo declined the push to main: pre-receive hook declined: User"
                                + " permission denied for writing. ")
                .hasMessageContaining("let this user push to the branch");
        String writer = gitea.user("writer", "readable", "write");
        assertThatThrownBy(() -> builds.as(writer, gitea.token(writer, "read:repository"))
                        .commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("forbids this user to do so (403 Forbidden). Give the user, and the token ");
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void whatIsNotThereOrHiddenIsToldSo() {
        gitea.repository("hidden", REPO);
        String stranger = gitea.user("stranger", "hidden", "none");
        GiteaBuilds hidden = GiteaBuilds.of(gitea, "hidden").as(stranger, Gitea.PASSWORD);
        assertThatThrownBy(() -> hidden.commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("hidden.git does not exist, or is hidden from this user");
        assertThatThrownBy(() -> GiteaBuilds.of(gitea, "none").commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none.git does not exist, or is hidden from this user");
    }

    @Test
    void anArchivedRepositoryTakesNothing() {
        gitea.repository("archived", REPO);
        gitea.ask("PATCH", "repos/kit/archived", "{\"archived\": true}");
        assertThatThrownBy(() -> GiteaBuilds.of(gitea, "archived").commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("(403 Forbidden).")
                .hasMessageContaining("a repo that is archived takes nothing from anybody");
    }
}
