package io.github.kitmaven.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CiBuildTest {
    @ParameterizedTest
    @CsvSource({
        "GITHUB_ACTIONS=true GITHUB_REF=refs/heads/a/b GITHUB_SHA=1 GITHUB_ACTOR=ann, a/b, 1, ann, ann@users.noreply.github.com",
        "GITHUB_ACTIONS=true GITHUB_SHA=1 GITHUB_ACTOR=ann GIT_COMMITTER_NAME=Ann_B, '', 1, Ann_B, ann@users.noreply.github.com",
        "GITHUB_ACTIONS=true GITHUB_SHA=1 GIT_COMMITTER_NAME=Ann_B, '', 1, Ann_B, ''",
        "GITHUB_ACTIONS=true GITHUB_REF=refs/pull/7/merge GITHUB_HEAD_REF=topic GITHUB_SHA=1, topic, 1, '', ''",
        "GITHUB_ACTIONS=true GITHUB_REF=refs/tags/v1 GITHUB_HEAD_REF= GITHUB_SHA=1, '', 1, '', ''",
        "GITLAB_CI=true CI_COMMIT_BRANCH=m CI_COMMIT_SHA=1 GITLAB_USER_NAME=ann GITLAB_USER_EMAIL=a@x, m, 1, ann, a@x",
        "GITLAB_CI=true CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=topic CI_COMMIT_SHA=1, topic, 1, '', ''",
        "JENKINS_URL=x BRANCH_NAME=m GIT_BRANCH=origin/m GIT_COMMIT=1, m, 1, '', ''",
        "JENKINS_URL=x GIT_BRANCH=origin/a/b GIT_COMMIT=1 GIT_COMMITTER_NAME=ann GIT_COMMITTER_EMAIL=a@x, a/b, 1, ann, a@x",
        "JENKINS_URL=x CHANGE_BRANCH=topic BRANCH_NAME=PR-1 GIT_COMMIT=1, topic, 1, '', ''",
        "CIRCLECI=true CIRCLE_BRANCH=m CIRCLE_SHA1=1 CIRCLE_USERNAME=ann, m, 1, ann, ''",
        "BITBUCKET_BUILD_NUMBER=3 BITBUCKET_BRANCH=m BITBUCKET_COMMIT=1, m, 1, '', ''",
        "TF_BUILD=True BUILD_SOURCEBRANCH=refs/heads/m BUILD_SOURCEVERSION=1 BUILD_REQUESTEDFOR=ann, m, 1, ann, ''",
        "BUILDKITE=true BUILDKITE_BRANCH=m BUILDKITE_COMMIT=1 BUILDKITE_BUILD_CREATOR=ann, m, 1, ann, ''",
        "TRAVIS=true TRAVIS_BRANCH=m TRAVIS_COMMIT=1, m, 1, '', ''",
        "CI_COMMIT_ID=1 CI_BRANCH=m CI_COMMITTER_NAME=ann CI_COMMITTER_EMAIL=a@x, m, 1, ann, a@x",
    })
    void readsWhatEachServerSays(String environment, String branch, String commit, String name, String email) {
        CiBuild build = CiBuild.in(parsed(environment)).orElseThrow();
        assertThat(build.branch().orElse("")).isEqualTo(branch);
        assertThat(build.commit().orElse("")).isEqualTo(commit);
        assertThat(build.userName().orElse("")).isEqualTo(name);
        assertThat(build.userEmail().orElse("")).isEqualTo(email);
    }

    @Test
    void isEmptyOnAMachineOfOnesOwn() {
        assertThat(CiBuild.in(Map.of("BRANCH_NAME", "m", "GITHUB_ACTIONS", ""))).isEmpty();
    }

    private static Map<String, String> parsed(String environment) {
        Map<String, String> variables = new HashMap<>();
        Arrays.stream(environment.split(" ")).forEach(entry -> {
            int equals = entry.indexOf('=');
            variables.put(entry.substring(0, equals), entry.substring(equals + 1));
        });
        return variables;
    }
}
