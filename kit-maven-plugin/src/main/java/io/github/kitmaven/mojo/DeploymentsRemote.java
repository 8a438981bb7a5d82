package io.github.kitmaven.mojo;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.Upstream;
import io.github.kitmaven.git.jgit.Access;
import io.github.kitmaven.git.jgit.CredentialHelper;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out where the deployments repo is pushed to, and how to get in.
 *
 * @param credentials what Maven's users have of such
 * @param server the id of the server among them
 * @param authorities a file of certificates to trust
 * @param folder where git's own configuration counts
 */
record DeploymentsRemote(GitCredentials credentials, Optional<String> server, Optional<Path> authorities, Path folder) {

    RemoteAddress address(Optional<String> url, Optional<String> branch, Supplier<Optional<Upstream>> checkout) {
        Optional<Upstream> upstream = url.isPresent() ? Optional.empty() : checkout.get();
        String known = url.or(() -> upstream.map(Upstream::url)).orElseThrow(DeploymentsRemote::unknown);
        return RemoteAddress.of(
                        known, branch.or(() -> upstream.map(Upstream::branch)), server.flatMap(credentials::ofServer))
                .orCredentials(credentials.ofEnvironment());
    }

    Access access() {
        return new Access(
                        server.flatMap(credentials::keyOfServer),
                        authorities,
                        new CredentialHelper(folder, Map.of())::ask,
                        System.getenv())
                .through(new SettingsProxies(credentials.settings(), credentials.decrypter()));
    }

    private static UserException unknown() {
        return new UserException(Diagnostic.of(
                "It is not known where the deployments repo is",
                "Give its URL in <deploymentsUrl> of the plugin's configuration or in -Dkit.deployments.url"));
    }
}
