package io.github.kitmaven.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which repository and build an environment tells of, and what it is not to be taken for. */
class CiBuildPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "GITHUB_ACTIONS=true GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=a/b GITHUB_RUN_ID=7,"
                + " https://github.com/a/b, https://github.com/a/b/actions/runs/7",
        "GITHUB_ACTIONS=true GITHUB_REPOSITORY=a/b GITHUB_RUN_ID=7, a/b, 7",
        "GITLAB_CI=true CI_PROJECT_URL=https://g/a/b CI_PIPELINE_URL=https://g/a/b/-/pipelines/7, https://g/a/b,"
                + " https://g/a/b/-/pipelines/7",
        "JENKINS_HOME=/j GIT_URL=https://ci:t0ken@g/a/b.git BUILD_URL=https://j/job/b/7/, https://g/a/b.git,"
                + " https://j/job/b/7/",
        "JENKINS_URL=x GIT_URL=git@g:a/b.git BUILD_TAG=jenkins-b-7, git@g:a/b.git, jenkins-b-7",
        "CIRCLECI=true CIRCLE_REPOSITORY_URL=git@g:a/b.git CIRCLE_BUILD_URL=https://c/7, git@g:a/b.git, https://c/7",
        "BITBUCKET_BUILD_NUMBER=7 BITBUCKET_GIT_HTTP_ORIGIN=https://bitbucket.org/a/b, https://bitbucket.org/a/b,"
                + " https://bitbucket.org/a/b/pipelines/results/7",
        "TF_BUILD=True SYSTEM_COLLECTIONURI=https://dev.azure.com/a/ SYSTEM_TEAMPROJECT=p BUILD_BUILDID=7"
                + " BUILD_REPOSITORY_URI=https://a@dev.azure.com/a/p/_git/b, https://dev.azure.com/a/p/_git/b,"
                + " https://dev.azure.com/a/p/_build/results?buildId=7",
        "BUILDKITE=true BUILDKITE_REPO=git@g:a/b.git BUILDKITE_BUILD_URL=https://k/7, git@g:a/b.git, https://k/7",
        "TRAVIS=true TRAVIS_REPO_SLUG=a/b TRAVIS_BUILD_WEB_URL=https://t/7, a/b, https://t/7",
        "CI_COMMIT_ID=1 CI_REPO_NAME=a/b CI_BUILD_URL=https://s/7, a/b, https://s/7",
        "CI_COMMIT_ID=1, '', ''",
    })
    void namesTheRepositoryAndTheBuild(String environment, String repository, String build) {
        CiBuild found = CiBuild.in(parsed(environment)).orElseThrow();
        assertThat(found.repository().orElse("")).isEqualTo(repository);
        assertThat(found.build().orElse("")).isEqualTo(build);
    }

    @ParameterizedTest
    @CsvSource({
        "TRAVIS=true TRAVIS_BRANCH=v1 TRAVIS_TAG=v1",
        "BUILDKITE=true BUILDKITE_BRANCH=v1 BUILDKITE_TAG=v1",
        "JENKINS_URL=x BRANCH_NAME=v1 TAG_NAME=v1",
        "TF_BUILD=True BUILD_SOURCEBRANCH=refs/tags/v1",
        "BITBUCKET_BUILD_NUMBER=1 BITBUCKET_TAG=v1",
    })
    void aTagIsNoBranch(String environment) {
        assertThat(CiBuild.in(parsed(environment)).orElseThrow().branch()).isEmpty();
    }

    @Test
    void aVariableOfAnotherServerSaysNothing() {
        assertThat(CiBuild.in(Map.of("GITHUB_ACTIONS", "true", "GITHUB_HEAD_REF", "topic", "TAG_NAME", "v1"))
                        .orElseThrow()
                        .branch())
                .contains("topic");
    }

    @Test
    void headIsNotTheIdOfACommit() {
        assertThat(CiBuild.in(Map.of("BUILDKITE", "true", "BUILDKITE_COMMIT", "HEAD"))
                        .orElseThrow()
                        .commit())
                .isEmpty();
    }

    @Test
    void aLineBreakInAVariableStaysOutOfTheCommitMessage() {
        assertThat(CiBuild.in(Map.of("TRAVIS", "true", "TRAVIS_REPO_SLUG", "a/b\nKit-Image: x"))
                        .orElseThrow()
                        .repository())
                .contains("a/b Kit-Image: x");
    }

    private static Map<String, String> parsed(String environment) {
        return Arrays.stream(environment.split(" "))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
