package io.github.kitmaven.mojo;

import io.github.kitmaven.registry.DockerConfig;
import io.github.kitmaven.registry.HttpRegistry;
import io.github.kitmaven.registry.ImageRegistry;
import io.github.kitmaven.registry.Login;
import io.github.kitmaven.registry.Logins;
import io.github.kitmaven.registry.RegistryHost;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the login of a registry where Maven's users keep it, and else where Docker's do. */
record RegistryLogins(GitCredentials servers, DockerConfig docker) implements Logins {

    /** {@return what asks registries, with the logins and through the proxies that the settings know} */
    static ImageRegistry registry(GitCredentials servers) {
        DockerConfig docker = DockerConfig.in(servers.environment(), Path.of(System.getProperty("user.home")));
        return new HttpRegistry(
                new RegistryLogins(servers, docker), new SettingsProxies(servers.settings(), servers.decrypter()));
    }

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
