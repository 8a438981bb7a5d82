package io.github.kitmaven.git;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether what is built is a pull request of another repository, a fork. Its branch may have any name, that of one
 * that deploys too, and whoever opened it need not be allowed to deploy anything.
 *
 * @see <a href="https://docs.gitlab.com/ci/variables/predefined_variables/#predefined-variables-for-merge-request-pipelines">GitLab</a>
 * @see <a href="https://github.com/jenkinsci/branch-api-plugin/blob/master/src/main/java/jenkins/branch/BranchNameContributor.java">Jenkins,
 *     multibranch projects</a>
 * @see <a href="https://circleci.com/docs/reference/variables/">CircleCI, "only available on forked PRs"</a>
 * @see <a href="https://learn.microsoft.com/azure/devops/pipelines/build/variables#system-variables-devops-services">Azure
 *     Pipelines</a>
 */
record PullRequestOrigin(Map<String, String> environment) {

    /** {@return where it comes from, in words; empty where that is the repository itself, or where nothing tells} */
    Optional<String> fork(CiServer server) {
        return switch (server) {
            case GITHUB -> new GitHubEvent(environment).fork();
            case GITLAB ->
                differing("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH", "CI_MERGE_REQUEST_PROJECT_PATH")
                        .or(() -> differing(
                                "CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY",
                                "CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY"));
            case JENKINS -> value("CHANGE_FORK");
            case CIRCLE ->
                value("CIRCLE_PR_USERNAME")
                        .map(user -> user
                                + value("CIRCLE_PR_REPONAME")
                                        .map(name -> "/" + name)
                                        .orElse(""));
            case AZURE ->
                value("SYSTEM_PULLREQUEST_ISFORK")
                        .filter(is -> is.equalsIgnoreCase("true"))
                        .map(is -> "a fork");
            case BUILDKITE ->
                value("BUILDKITE_PULL_REQUEST_REPO")
                        .filter(source -> value("BUILDKITE_REPO")
                                .filter(own -> path(own).equals(path(source)))
                                .isEmpty())
                        .map(CiBuild::withoutUser);
            case TRAVIS -> differing("TRAVIS_PULL_REQUEST_SLUG", "TRAVIS_REPO_SLUG");
            // Bitbucket runs no pipelines for pull requests of forks; no variable of Codeship tells of them
            // none
            case BITBUCKET, CODESHIP -> Optional.empty();
        };
    }

    private Optional<String> differing(String source, String target) {
        return value(source)
                .filter(name -> value(target).filter(name::equalsIgnoreCase).isEmpty());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The path of a repository, which it has by http as by ssh, and whatever the host is called there. */
    private static String path(String url) {
        return url.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^\\w+://[^/]*/", "")
                .replaceFirst("^[^/:]*:", "")
                .replaceFirst("^/+", "")
                .replaceFirst("/+$", "")
                .replaceFirst("\\.git$", "");
    }
}
