package io.github.kitmaven.goal;

import static io.github.kitmaven.goal.GiteaBuilds.FILE;
import static io.github.kitmaven.goal.GiteaBuilds.REPO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.Gitea;
import io.github.kitmaven.testing.SharedGitea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Branches that a real Gitea protects, and the ways around them. As slow as {@link GiteaTest}. */
@Tag("gitea")
@Timeout(120)
@ExtendWith(SharedGitea.class)
class GiteaProtectionTest {
    private static final String PROPOSALS = "kit/{repository}/{branch}";
    private static final String BRANCH = "kit/acme/web/master";

    private final Gitea gitea;

    GiteaProtectionTest(Gitea gitea) {
        this.gitea = gitea;
    }

    @Test
    void aProtectedBranchTakesImagesByPullRequests() {
        BareRepository remote = gitea.repository("reviewed", REPO);
        protect(
                "reviewed",
                "\"enable_push\": false, \"required_approvals\": 1, \"enable_status_check\": true,"
                        + " \"status_check_contexts\": [\"build\"]");
        GiteaBuilds builds = buildsOfAWriter("reviewed");
        assertThatThrownBy(() -> builds.commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessage("The deployments repo declined the push to main: pre-receive hook declined: Not allowed to"
                        + " push to protected branch main. Do what its hook asks for, let this user push to the branch,"
                        + " or have images proposed in pull requests, by kit.deployments.pushBranch.");
        assertThat(remote.log("main")).hasSize(1);

        GiteaBuilds proposals = builds.pushingTo(PROPOSALS);
        assertThat(said(proposals.commit("1")))
                .startsWith("Create a new pull request for '" + BRANCH + "':")
                .contains(gitea.url("kit/reviewed/pulls/new/" + BRANCH));
        gitea.ask("POST", "repos/kit/reviewed/pulls", """
                {"head": "%s", "base": "main", "title": "Deploy"}""".formatted(BRANCH));
        assertThat(proposals.commit("1")).isInstanceOf(Unchanged.class);
        assertThat(said(proposals.commit("2")))
                .startsWith("Visit the existing pull request:")
                .contains(gitea.url("kit/reviewed/pulls/1"));

        assertThat(gitea.ask("GET", "repos/kit/reviewed/pulls/1/files", "")).hasSize(1);
        gitea.ask("DELETE", "repos/kit/reviewed/branch_protections/main", "");
        gitea.ask("POST", "repos/kit/reviewed/pulls/1/merge", "{\"Do\": \"merge\"}");
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:2\n");
        assertThat(builds.commit("2")).isInstanceOf(Unchanged.class);
    }

    @Test
    void whoIsOnTheListOfAProtectedBranchPushesToIt() {
        BareRepository remote = gitea.repository("listed", REPO);
        GiteaBuilds builds = buildsOfAWriter("listed");
        protect(
                "listed",
                "\"enable_push\": true, \"enable_push_whitelist\": true,"
                        + " \"push_whitelist_usernames\": [\"listed-writer\"]");
        assertThat(builds.commit("1")).isInstanceOf(Committed.class);
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:1\n");
    }

    @Test
    void aProtectedFileIsNamed() {
        gitea.repository("files", REPO);
        protect("files", "\"enable_push\": true, \"protected_file_patterns\": \"images/**\"");
        assertThatThrownBy(() -> buildsOfAWriter("files").commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("hook declined: branch main is protected from changing file " + FILE + ". ");
    }

    @Test
    void aHookOfTheRepositoryIsQuoted() throws IOException {
        BareRepository remote = gitea.repository("hooked", REPO);
        Path hooks = Files.createDirectories(remote.folder().resolve("hooks/pre-receive.d"));
        Path hook = Files.writeString(hooks.resolve("friday"), "#!/bin/sh\necho 'No deploys on Friday'\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> GiteaBuilds.of(gitea, "hooked").commit("1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("main: pre-receive hook declined: No deploys on Friday. ");
    }

    /** As where its disk is full. */
    @Test
    void aServerThatCannotStoreTheCommitIsQuoted() throws IOException {
        BareRepository remote = gitea.repository("small", REPO);
        Files.writeString(
                remote.folder().resolve("config"), "[receive]\n\tmaxInputSize = 100\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> GiteaBuilds.of(gitea, "small").hasty().commit("1"))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining("error occurred during unpacking on the remote end")
                .hasMessageContaining("pack exceeds maximum allowed size");
        assertThat(remote.log("main")).hasSize(1);
    }

    private GiteaBuilds buildsOfAWriter(String repository) {
        return GiteaBuilds.of(gitea, repository)
                .as(gitea.user(repository + "-writer", repository, "write"), Gitea.PASSWORD);
    }

    private void protect(String repository, String rules) {
        gitea.ask(
                "POST", "repos/kit/" + repository + "/branch_protections", "{\"rule_name\": \"main\", " + rules + "}");
    }

    private static String said(CommitImageResult result) {
        return ((Committed) result).said();
    }
}
