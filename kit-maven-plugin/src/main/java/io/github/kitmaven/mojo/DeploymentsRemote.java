package io.github.kitmaven.mojo;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.Upstream;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out where the deployments repo is pushed to, and how to get in. */
record DeploymentsRemote(GitCredentials credentials) {

    RemoteAddress of(
            Optional<String> url,
            Optional<String> branch,
            Optional<String> server,
            Supplier<Optional<Upstream>> checkout) {
        Optional<Upstream> upstream = url.isPresent() ? Optional.empty() : checkout.get();
        String known = url.or(() -> upstream.map(Upstream::url)).orElseThrow(DeploymentsRemote::unknown);
        return RemoteAddress.of(
                        known, branch.or(() -> upstream.map(Upstream::branch)), server.map(credentials::ofServer))
                .orCredentials(credentials.ofEnvironment());
    }

    private static UserException unknown() {
        return new UserException(Diagnostic.of(
                "It is not known where the deployments repo is",
                "Give its URL in <deploymentsUrl> of the plugin's configuration or in -Dkit.deployments.url"));
    }
}
