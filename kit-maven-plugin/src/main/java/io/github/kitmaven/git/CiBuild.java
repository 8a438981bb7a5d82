package io.github.kitmaven.git;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a CI server tells its builds in the environment.
 *
 * @param branch the branch that is built; empty where a tag is
 * @param commit the id of the commit that is built
 * @param userName who set the build off
 * @param userEmail the e-mail address of the same
 */
public record CiBuild(
        Optional<String> branch, Optional<String> commit, Optional<String> userName, Optional<String> userEmail) {

    /** A server, the variable that gives it away, and where it keeps each fact, the best source first. */
    private enum Server {
        GITHUB("GITHUB_ACTIONS", "GITHUB_HEAD_REF GITHUB_REF", "GITHUB_SHA", "GITHUB_ACTOR", ""),
        GITLAB(
                "GITLAB_CI",
                "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME CI_COMMIT_BRANCH",
                "CI_COMMIT_SHA",
                "GITLAB_USER_NAME",
                "GITLAB_USER_EMAIL"),
        JENKINS("JENKINS_URL", "CHANGE_BRANCH BRANCH_NAME GIT_BRANCH", "GIT_COMMIT", "", ""),
        CIRCLE("CIRCLECI", "CIRCLE_BRANCH", "CIRCLE_SHA1", "CIRCLE_USERNAME", ""),
        BITBUCKET("BITBUCKET_BUILD_NUMBER", "BITBUCKET_BRANCH", "BITBUCKET_COMMIT", "", ""),
        AZURE(
                "TF_BUILD",
                "SYSTEM_PULLREQUEST_SOURCEBRANCH BUILD_SOURCEBRANCH",
                "BUILD_SOURCEVERSION",
                "BUILD_REQUESTEDFOR",
                "BUILD_REQUESTEDFOREMAIL"),
        BUILDKITE(
                "BUILDKITE",
                "BUILDKITE_BRANCH",
                "BUILDKITE_COMMIT",
                "BUILDKITE_BUILD_CREATOR",
                "BUILDKITE_BUILD_CREATOR_EMAIL"),
        TRAVIS("TRAVIS", "TRAVIS_PULL_REQUEST_BRANCH TRAVIS_BRANCH", "TRAVIS_COMMIT", "", ""),
        CODESHIP("CI_COMMIT_ID", "CI_BRANCH", "CI_COMMIT_ID", "CI_COMMITTER_NAME", "CI_COMMITTER_EMAIL");

        private final String sign;
        private final String branch;
        private final String commit;
        private final String name;
        private final String email;

        Server(String sign, String branch, String commit, String name, String email) {
            this.sign = sign;
            this.branch = branch;
            this.commit = commit;
            this.name = "GIT_COMMITTER_NAME " + name;
            this.email = "GIT_COMMITTER_EMAIL " + email;
        }
    }

    /**
     * Reads the environment.
     *
     * @param environment the process's environment
     * @return the build; empty outside of the servers that kit knows
     */
    public static Optional<CiBuild> in(Map<String, String> environment) {
        return Arrays.stream(Server.values())
                .filter(server -> !environment.getOrDefault(server.sign, "").isBlank())
                .findFirst()
                .map(server -> of(server, environment));
    }

    private static CiBuild of(Server server, Map<String, String> environment) {
        Optional<String> name = first(environment, server.name);
        Optional<String> email = first(environment, server.email);
        if (server == Server.GITHUB) {
            email = email.or(
                    () -> first(environment, "GITHUB_ACTOR").map(actor -> actor + "@users.noreply.github.com"));
        }
        return new CiBuild(
                all(environment, server.branch)
                        .flatMap(ref -> branch(server, ref).stream())
                        .findFirst(),
                first(environment, server.commit),
                name,
                email);
    }

    private static Optional<String> branch(Server server, String ref) {
        if (ref.startsWith("refs/")) {
            return ref.startsWith("refs/heads/")
                    ? Optional.of(ref.substring("refs/heads/".length()))
                    : Optional.empty();
        }
        boolean remote = server == Server.JENKINS && ref.startsWith("origin/");
        return Optional.of(remote ? ref.substring("origin/".length()) : ref);
    }

    private static Optional<String> first(Map<String, String> environment, String variables) {
        return all(environment, variables).findFirst();
    }

    private static Stream<String> all(Map<String, String> environment, String variables) {
        return Arrays.stream(variables.split(" "))
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(value -> !value.isBlank());
    }
}
