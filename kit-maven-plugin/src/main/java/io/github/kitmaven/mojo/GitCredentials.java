package io.github.kitmaven.mojo;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Finds user and password for a git server where Maven's users keep them.
 *
 * @param property names the server in {@code settings}
 */
record GitCredentials(
        Settings settings, SettingsDecrypter decrypter, Map<String, String> environment, String property) {

    /** Finds those that the property of the deployments repo names. */
    GitCredentials(Settings settings, SettingsDecrypter decrypter, Map<String, String> environment) {
        this(settings, decrypter, environment, "kit.deployments.server");
    }

    /**
     * User and password of a server.
     *
     * @return them; empty where it has a private key only
     */
    Optional<Credentials> ofServer(String id) {
        Server server = DecryptedServer.of(settings, decrypter, id, property);
        Optional<Credentials> found = of(server.getUsername(), server.getPassword());
        if (found.isEmpty() && keyOfServer(id).isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "The <server> " + id + " of settings.xml has no password and no private key",
                    "Add a user and a password or token, or for ssh the path of a privateKey"));
        }
        return found;
    }

    /** The private key of a server, for ssh; empty where it has none. */
    Optional<Path> keyOfServer(String id) {
        return Optional.ofNullable(settings.getServer(id))
                .map(Server::getPrivateKey)
                .filter(key -> !key.isBlank())
                .map(Path::of);
    }

    Optional<Credentials> ofEnvironment() {
        return of(environment.get("KIT_GIT_USERNAME"), environment.get("KIT_GIT_PASSWORD"));
    }

    /** A token may come without a user: servers that take tokens don't look at the user's name. */
    private static Optional<Credentials> of(@Nullable String user, @Nullable String password) {
        return Optional.ofNullable(password)
                .filter(secret -> !secret.isEmpty())
                .map(secret -> new Credentials(user == null || user.isEmpty() ? "git" : user, secret));
    }
}
