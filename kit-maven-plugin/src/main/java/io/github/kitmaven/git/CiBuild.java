package io.github.kitmaven.git;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a CI server tells its builds in the environment.
 *
 * @param branch the branch that is built; empty where a tag is
 * @param commit the id of the commit that is built
 * @param userName who set the build off
 * @param userEmail the e-mail address of the same
 * @param repository the repository that is built: its URL without credentials, or its name
 * @param build the build's page, or its number
 * @param fork where the pull request that is built comes from, in words; empty where that is the repository itself
 */
public record CiBuild(
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> userName,
        Optional<String> userEmail,
        Optional<String> repository,
        Optional<String> build,
        Optional<String> fork) {

    /**
     * Reads the environment.
     *
     * @param environment the process's environment
     * @return the build; empty outside of the servers that kit knows
     */
    public static Optional<CiBuild> in(Map<String, String> environment) {
        return Arrays.stream(CiServer.values())
                .filter(server -> server.runs(environment))
                .findFirst()
                .map(server -> server.build(environment));
    }

    /**
     * Takes the credentials out of a URL.
     *
     * @param url a URL, or what git takes for one
     * @return the same without user and password
     */
    public static String withoutUser(String url) {
        return url.replaceFirst("://[^/]*@", "://");
    }
}
