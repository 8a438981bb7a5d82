package io.github.kitmaven.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pull request of another repository is known as one on every CI server, whatever its branch is called. */
class PullRequestOriginTest {
    private static final String GITHUB = "GITHUB_ACTIONS=true GITHUB_REPOSITORY=acme/web ";
    private static final String BUILDKITE = "BUILDKITE=true BUILDKITE_BRANCH=master ";

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({
        "GITLAB_CI=true CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=master CI_MERGE_REQUEST_PROJECT_PATH=acme/web"
                + " CI_MERGE_REQUEST_SOURCE_PROJECT_PATH=ann/web, ann/web",
        "GITLAB_CI=true CI_COMMIT_BRANCH=master CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY=acme/web"
                + " CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY=ann/web, ann/web",
        "JENKINS_URL=x BRANCH_NAME=PR-7 CHANGE_BRANCH=master CHANGE_FORK=ann, ann",
        "CIRCLECI=true CIRCLE_BRANCH=pull/7 CIRCLE_PR_USERNAME=ann CIRCLE_PR_REPONAME=web, ann/web",
        "CIRCLECI=true CIRCLE_BRANCH=pull/7 CIRCLE_PR_USERNAME=ann, ann",
        "TF_BUILD=True SYSTEM_PULLREQUEST_SOURCEBRANCH=master SYSTEM_PULLREQUEST_ISFORK=True, a fork",
        BUILDKITE + "BUILDKITE_REPO=git@github.com:acme/web.git"
                + " BUILDKITE_PULL_REQUEST_REPO=https://github.com/ann/web.git, https://github.com/ann/web.git",
        BUILDKITE + "BUILDKITE_REPO=git@github.com:acme/web.git"
                + " BUILDKITE_PULL_REQUEST_REPO=https://x:t0ken@github.com/ann/web, https://github.com/ann/web",
        BUILDKITE + "BUILDKITE_PULL_REQUEST_REPO=git://github.com/ann/web.git, git://github.com/ann/web.git",
        "TRAVIS=true TRAVIS_REPO_SLUG=acme/web TRAVIS_PULL_REQUEST_SLUG=ann/web TRAVIS_PULL_REQUEST_BRANCH=master,"
                + " ann/web",
    })
    void aForkIsNamed(String environment, String origin) {
        assertThat(CiBuild.in(parsed(environment)).orElseThrow().fork()).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GITHUB + "GITHUB_EVENT_NAME=push GITHUB_REF=refs/heads/master GITHUB_HEAD_REF=",
                GITHUB + "GITHUB_EVENT_NAME=schedule",
                "GITLAB_CI=true CI_COMMIT_BRANCH=master",
                "GITLAB_CI=true CI_MERGE_REQUEST_PROJECT_PATH=acme/web CI_MERGE_REQUEST_SOURCE_PROJECT_PATH=acme/web",
                "JENKINS_URL=x BRANCH_NAME=PR-7 CHANGE_BRANCH=topic CHANGE_ID=7",
                "CIRCLECI=true CIRCLE_BRANCH=topic CIRCLE_PULL_REQUEST=https://github.com/acme/web/pull/7",
                "BITBUCKET_BUILD_NUMBER=1 BITBUCKET_BRANCH=topic BITBUCKET_PR_ID=7",
                "TF_BUILD=True SYSTEM_PULLREQUEST_SOURCEBRANCH=topic SYSTEM_PULLREQUEST_ISFORK=False",
                BUILDKITE + "BUILDKITE_PULL_REQUEST=false BUILDKITE_PULL_REQUEST_REPO=",
                BUILDKITE + "BUILDKITE_REPO=git@github.com:acme/web.git"
                        + " BUILDKITE_PULL_REQUEST_REPO=git://github.com/Acme/web.git",
                BUILDKITE + "BUILDKITE_REPO=ssh://git@github.com:22/acme/web"
                        + " BUILDKITE_PULL_REQUEST_REPO=https://github.com/acme/web.git/",
                "TRAVIS=true TRAVIS_REPO_SLUG=acme/web TRAVIS_PULL_REQUEST=false TRAVIS_PULL_REQUEST_SLUG=",
                "TRAVIS=true TRAVIS_REPO_SLUG=acme/web TRAVIS_PULL_REQUEST_SLUG=acme/web",
                "CI_COMMIT_ID=1 CI_BRANCH=topic CI_PR_NUMBER=7",
            })
    void theRepositoryItselfIsNone(String environment) {
        assertThat(CiBuild.in(parsed(environment)).orElseThrow().fork()).isEmpty();
    }

    /** Only a file tells of it there. The last two have the repository's own secrets, and the last its own branch. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pull_request        | GITHUB_HEAD_REF=master      | {'pull_request': {'head': {'repo': %s}}}",
                "pull_request_review | GITHUB_REF=refs/pull/7/head | {'pull_request': {'head': {'repo': %s}}}",
                "pull_request_target | GITHUB_HEAD_REF=master      | {'pull_request': {'head': {'repo': %s}}}",
                "workflow_run        | GITHUB_REF=refs/heads/main  | {'workflow_run': {'head_repository': %s}}",
            })
    void onGitHubTheFileOfTheEventTells(String name, String more, String event) throws IOException {
        String environment = GITHUB + "GITHUB_EVENT_NAME=" + name + " " + more;
        assertThat(fork(environment, event, "{'full_name': 'ann/web'}")).isEqualTo("ann/web");
        assertThat(fork(environment, event, "{'full_name': 'Acme/web'}")).isEmpty();
        // a fork that was deleted meanwhile
        assertThat(fork(environment, event, "null")).isEqualTo("a repository of which GITHUB_EVENT_PATH does not tell");
    }

    @Test
    void aPullRequestOfWhichNothingIsKnownCountsAsAFork() throws IOException {
        String unknown = "a repository of which GITHUB_EVENT_PATH does not tell";
        assertThat(CiBuild.in(parsed(GITHUB + "GITHUB_HEAD_REF=master"))
                        .orElseThrow()
                        .fork())
                .contains(unknown);
        assertThat(fork(GITHUB + "GITHUB_HEAD_REF=master", "no JSON", "")).isEqualTo(unknown);
        assertThat(CiBuild.in(parsed(GITHUB + "GITHUB_HEAD_REF=master GITHUB_EVENT_PATH=" + temp))
                        .orElseThrow()
                        .fork())
                .contains(unknown);
    }

    @Test
    void aLineBreakInItsNameStaysOutOfTheLog() {
        Map<String, String> environment = Map.of("JENKINS_URL", "x", "CHANGE_FORK", "ann\n[INFO] Committed");
        assertThat(CiBuild.in(environment).orElseThrow().fork()).contains("ann [INFO] Committed");
    }

    private String fork(String environment, String event, String repository) throws IOException {
        Path file = Files.writeString(
                temp.resolve("event.json"), event.formatted(repository).replace('\'', '"'));
        Map<String, String> variables = new HashMap<>(parsed(environment));
        variables.put("GITHUB_EVENT_PATH", file.toString());
        return CiBuild.in(variables).orElseThrow().fork().orElse("");
    }

    private static Map<String, String> parsed(String environment) {
        return Arrays.stream(environment.split(" "))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
