package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.model.WebProxies;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How to get to remote repositories, beside what is known of a single address.
 *
 * @param sshKey the private key for {@code ssh:}; empty for what the agent and the configuration of ssh offer
 * @param authorities certificates in PEM form, trusted beside those that Java trusts
 * @param helper asked for user and password of a URL where an {@code http(s):} server wants them and none are known
 * @param environment the environment of the process
 * @param sign whether git signs the commits, as its configuration says
 * @param proxies knows the proxies for {@code http(s):}
 */
public record Access(
        Optional<Path> sshKey,
        Optional<Path> authorities,
        Function<String, Optional<Credentials>> helper,
        Map<String, String> environment,
        boolean sign,
        WebProxies proxies) {

    /**
     * One that signs nothing and knows no proxy.
     *
     * @param sshKey the private key for {@code ssh:}
     * @param authorities certificates in PEM form
     * @param helper asked for user and password of a URL
     * @param environment the environment of the process
     */
    public Access(
            Optional<Path> sshKey,
            Optional<Path> authorities,
            Function<String, Optional<Credentials>> helper,
            Map<String, String> environment) {
        this(sshKey, authorities, helper, environment, false, WebProxies.NONE);
    }

    /**
     * The same, with signatures or without.
     *
     * @param signed whether git signs the commits
     * @return the same otherwise
     */
    public Access signing(boolean signed) {
        return new Access(sshKey, authorities, helper, environment, signed, proxies);
    }

    /**
     * The same, through proxies.
     *
     * @param others knows them
     * @return the same otherwise
     */
    public Access through(WebProxies others) {
        return new Access(sshKey, authorities, helper, environment, sign, others);
    }

    /** Nothing but what the machine offers. */
    public static final Access PLAIN =
            new Access(Optional.empty(), Optional.empty(), url -> Optional.empty(), System.getenv());
}
