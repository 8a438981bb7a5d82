package io.github.kitmaven.mojo;

import io.github.kitmaven.registry.DockerConfig;
import io.github.kitmaven.registry.Login;
import io.github.kitmaven.registry.Logins;
import io.github.kitmaven.registry.RegistryHost;
import java.util.Optional;

/** Finds the login of a registry where Maven's users keep it, and else where Docker's do. */
record RegistryLogins(GitCredentials servers, DockerConfig docker) implements Logins {

    @Override
    public Optional<Login> of(RegistryHost registry) {
        return registry.names().stream()
                .filter(id -> servers.settings().getServer(id) != null)
                .findFirst()
                .flatMap(servers::ofServer)
                .map(credentials -> new Login(credentials.user(), credentials.password()))
                .or(() -> docker.of(registry));
    }
}
