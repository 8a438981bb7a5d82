package io.github.kitmaven.git;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A CI server, the variable that gives it away, and where it keeps each fact: variables, or texts with variables in braces,
 * the best source first.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/variables">GitHub Actions</a>
 * @see <a href="https://docs.gitlab.com/ci/variables/predefined_variables/">GitLab</a>
 * @see <a href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables">Jenkins</a>
 * @see <a href="https://circleci.com/docs/variables/#built-in-environment-variables">CircleCI</a>
 * @see <a href="https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/">Bitbucket</a>
 * @see <a href="https://learn.microsoft.com/azure/devops/pipelines/build/variables">Azure Pipelines</a>
 * @see <a href="https://buildkite.com/docs/pipelines/environment-variables">Buildkite</a>
 * @see <a href="https://docs.travis-ci.com/user/environment-variables/#default-environment-variables">Travis CI</a>
 */
enum CiServer {
    GITHUB(
            "GITHUB_ACTIONS",
            "GITHUB_HEAD_REF GITHUB_REF",
            "GITHUB_SHA",
            "GITHUB_ACTOR",
            "{GITHUB_ACTOR}@users.noreply.github.com",
            "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY} GITHUB_REPOSITORY",
            "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID} GITHUB_RUN_ID"),
    GITLAB(
            "GITLAB_CI",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME CI_COMMIT_BRANCH",
            "CI_COMMIT_SHA",
            "GITLAB_USER_NAME",
            "GITLAB_USER_EMAIL",
            "CI_PROJECT_URL",
            "CI_PIPELINE_URL CI_JOB_URL CI_PIPELINE_ID"),
    JENKINS(
            "JENKINS_URL JENKINS_HOME",
            "CHANGE_BRANCH BRANCH_NAME GIT_BRANCH",
            "GIT_COMMIT",
            "BUILD_USER CHANGE_AUTHOR_DISPLAY_NAME",
            "BUILD_USER_EMAIL CHANGE_AUTHOR_EMAIL",
            "GIT_URL GIT_URL_1",
            "BUILD_URL BUILD_TAG"),
    CIRCLE(
            "CIRCLECI",
            "CIRCLE_BRANCH",
            "CIRCLE_SHA1",
            "CIRCLE_USERNAME",
            "",
            "CIRCLE_REPOSITORY_URL",
            "CIRCLE_BUILD_URL CIRCLE_BUILD_NUM"),
    BITBUCKET(
            "BITBUCKET_BUILD_NUMBER",
            "BITBUCKET_BRANCH",
            "BITBUCKET_COMMIT",
            "",
            "",
            "BITBUCKET_GIT_HTTP_ORIGIN BITBUCKET_REPO_FULL_NAME",
            "{BITBUCKET_GIT_HTTP_ORIGIN}/pipelines/results/{BITBUCKET_BUILD_NUMBER} BITBUCKET_BUILD_NUMBER"),
    AZURE(
            "TF_BUILD",
            "SYSTEM_PULLREQUEST_SOURCEBRANCH BUILD_SOURCEBRANCH",
            "BUILD_SOURCEVERSION",
            "BUILD_REQUESTEDFOR",
            "BUILD_REQUESTEDFOREMAIL",
            "BUILD_REPOSITORY_URI",
            "{SYSTEM_COLLECTIONURI}{SYSTEM_TEAMPROJECT}/_build/results?buildId={BUILD_BUILDID} BUILD_BUILDID"),
    BUILDKITE(
            "BUILDKITE",
            "BUILDKITE_BRANCH",
            "BUILDKITE_COMMIT",
            "BUILDKITE_BUILD_CREATOR",
            "BUILDKITE_BUILD_CREATOR_EMAIL",
            "BUILDKITE_REPO",
            "BUILDKITE_BUILD_URL BUILDKITE_BUILD_NUMBER"),
    TRAVIS(
            "TRAVIS",
            "TRAVIS_PULL_REQUEST_BRANCH TRAVIS_BRANCH",
            "TRAVIS_COMMIT",
            "",
            "",
            "TRAVIS_REPO_SLUG",
            "TRAVIS_BUILD_WEB_URL TRAVIS_BUILD_NUMBER"),
    CODESHIP(
            "CI_COMMIT_ID",
            "CI_BRANCH",
            "CI_COMMIT_ID",
            "CI_COMMITTER_NAME",
            "CI_COMMITTER_EMAIL",
            "CI_REPO_NAME",
            "CI_BUILD_URL CI_BUILD_NUMBER CI_BUILD_ID");

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final String sign;
    private final String branch;
    private final String commit;
    private final String name;
    private final String email;
    private final String repository;
    private final String build;

    CiServer(String sign, String branch, String commit, String name, String email, String repository, String build) {
        this.sign = sign;
        this.branch = branch;
        this.commit = commit;
        this.name = "GIT_COMMITTER_NAME " + name;
        this.email = "GIT_COMMITTER_EMAIL " + email;
        this.repository = repository;
        this.build = build;
    }

    boolean runs(Map<String, String> environment) {
        return all(environment, sign).findFirst().isPresent();
    }

    CiBuild build(Map<String, String> environment) {
        boolean tag = all(environment, tag()).findFirst().isPresent();
        return new CiBuild(
                all(environment, branch)
                        .filter(ref -> !tag || ref.startsWith("refs/"))
                        .flatMap(ref -> branch(ref).stream())
                        .findFirst(),
                all(environment, commit).filter(id -> !id.equals("HEAD")).findFirst(),
                all(environment, name).findFirst(),
                all(environment, email).findFirst(),
                all(environment, repository).findFirst().map(CiBuild::withoutUser),
                all(environment, build).findFirst(),
                new PullRequestOrigin(environment).fork(this).map(CiServer::onOneLine));
    }

    /** Names the tag that is built; where it does, the variable of the branch names it, too. */
    private String tag() {
        return switch (this) {
            case JENKINS -> "TAG_NAME";
            case BUILDKITE -> "BUILDKITE_TAG";
            case TRAVIS -> "TRAVIS_TAG";
            default -> "";
        };
    }

    private Optional<String> branch(String ref) {
        if (ref.startsWith("refs/")) {
            return ref.startsWith("refs/heads/")
                    ? Optional.of(ref.substring("refs/heads/".length()))
                    : Optional.empty();
        }
        boolean remote = this == JENKINS && ref.startsWith("origin/");
        return Optional.of(remote ? ref.substring("origin/".length()) : ref);
    }

    private static Stream<String> all(Map<String, String> environment, String sources) {
        return Arrays.stream(sources.split(" "))
                .flatMap(source -> value(environment, source).stream())
                .map(CiServer::onOneLine)
                .filter(value -> !value.isEmpty());
    }

    private static String onOneLine(String value) {
        return value.replaceAll("\\s+", " ").strip();
    }

    private static Optional<String> value(Map<String, String> environment, String source) {
        if (!source.contains("{")) {
            return Optional.ofNullable(environment.get(source));
        }
        boolean known = VARIABLE.matcher(source)
                .results()
                .allMatch(found -> !environment.getOrDefault(found.group(1), "").isBlank());
        return known ? Optional.of(filled(environment, source)) : Optional.empty();
    }

    private static String filled(Map<String, String> environment, String source) {
        return VARIABLE.matcher(source)
                .replaceAll(
                        (MatchResult found) -> Matcher.quoteReplacement(environment.getOrDefault(found.group(1), "")));
    }
}
