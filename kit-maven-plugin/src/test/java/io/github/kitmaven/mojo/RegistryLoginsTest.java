package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.registry.DockerConfig;
import io.github.kitmaven.registry.Login;
import io.github.kitmaven.registry.RegistryHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLoginsTest {
    @TempDir
    private Path temp;

    @Test
    void aServerOfTheSettingsGoesBeforeWhatDockerKeeps() throws IOException {
        Files.writeString(temp.resolve("config.json"), """
                {"auths": {"reg.io:5000": {"auth": "ZG9jazplcg=="}, "other.io": {"auth": "ZG9jazplcg=="}}}
                """);
        RegistryLogins logins = logins("reg.io:5000");
        assertThat(logins.of(new RegistryHost("reg.io:5000"))).contains(new Login("ann", "decrypted"));
        assertThat(logins.of(new RegistryHost("other.io"))).contains(new Login("dock", "er"));
        assertThat(logins.of(new RegistryHost("nowhere.io"))).isEmpty();
    }

    @Test
    void dockerHubHasSeveralNames() {
        assertThat(logins("docker.io").of(new RegistryHost("docker.io"))).isPresent();
        assertThat(logins("index.docker.io").of(new RegistryHost("docker.io"))).isPresent();
        assertThat(logins("index.docker.io").of(new RegistryHost("ghcr.io"))).isEmpty();
    }

    private RegistryLogins logins(String id) {
        Server server = new Server();
        server.setId(id);
        server.setUsername("ann");
        server.setPassword("{encrypted}");
        Settings settings = new Settings();
        settings.addServer(server);
        SettingsDecrypter decrypter =
                request -> new Decrypted(request.getServers().get(0).clone());
        return new RegistryLogins(
                new GitCredentials(settings, decrypter, Map.of()),
                DockerConfig.in(Map.of("DOCKER_CONFIG", temp.toString()), temp));
    }

    /** As Maven's own result is: the server with its password in the clear. */
    private record Decrypted(Server decrypted) implements SettingsDecryptionResult {
        @Override
        public Server getServer() {
            decrypted.setPassword("decrypted");
            return decrypted;
        }

        @Override
        public List<Server> getServers() {
            return List.of(getServer());
        }

        @Override
        public Proxy getProxy() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Proxy> getProxies() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return List.of();
        }
    }
}
