package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.problem.UserException;
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

class GitCredentialsTest {
    @Test
    void readsTheServerThatIsNamedAndDecryptsItsPassword() {
        assertThat(with(server("git", "ann", "{terces}"), Map.of()).ofServer("git"))
                .contains(new Credentials("ann", "secret"));
    }

    @Test
    void aTokenDoesWithoutAUser() {
        assertThat(with(server("git", "", "{nekot}"), Map.of()).ofServer("git"))
                .contains(new Credentials("git", "token"));
        assertThat(with(new Settings(), Map.of("KIT_GIT_PASSWORD", "token")).ofEnvironment())
                .contains(new Credentials("git", "token"));
    }

    @Test
    void readsTheEnvironment() {
        assertThat(with(new Settings(), Map.of("KIT_GIT_USERNAME", "ann", "KIT_GIT_PASSWORD", "s"))
                        .ofEnvironment())
                .contains(new Credentials("ann", "s"));
        assertThat(with(new Settings(), Map.of("KIT_GIT_USERNAME", "ann")).ofEnvironment())
                .isEmpty();
    }

    @Test
    void saysWhichServerIsMissingOrHasNoPassword() {
        assertThatThrownBy(() -> with(new Settings(), Map.of()).ofServer("git"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("settings.xml has no <server> with the id git.");
        assertThatThrownBy(() -> with(server("git", "ann", "{}"), Map.of()).ofServer("git"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The <server> git of settings.xml has no password and no private key.");
    }

    @Test
    void aPrivateKeyDoesWithoutAPassword() {
        Settings settings = server("git", "", "{}");
        settings.getServer("git").setPrivateKey("/keys/id");
        assertThat(with(settings, Map.of()).ofServer("git")).isEmpty();
        assertThat(with(settings, Map.of()).keyOfServer("git")).contains(Path.of("/keys/id"));
        assertThat(with(settings, Map.of()).keyOfServer("other")).isEmpty();
    }

    @Test
    void aPasswordThatCannotBeDecryptedIsNotSent() {
        assertThatThrownBy(
                        () -> with(server("git", "ann", "{broken}"), Map.of()).ofServer("git"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The password of <server> git can't be decrypted.")
                .hasMessageNotContaining("broken");
    }

    private static Settings server(String id, String user, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        Settings settings = new Settings();
        settings.addServer(server);
        return settings;
    }

    private static GitCredentials with(Settings settings, Map<String, String> environment) {
        return new GitCredentials(settings, backwards(), environment);
    }

    /** Decrypts {@code {drow}} to {@code word}, and fails on {@code {broken}}. */
    private static SettingsDecrypter backwards() {
        return request -> {
            Server server = request.getServers().get(0).clone();
            String inner =
                    server.getPassword().substring(1, server.getPassword().length() - 1);
            server.setPassword(new StringBuilder(inner).reverse().toString());
            return new Decrypted(server, inner.equals("broken") ? List.of(new Problem()) : List.of());
        };
    }

    private record Decrypted(Server server, List<SettingsProblem> problems) implements SettingsDecryptionResult {
        @Override
        public Server getServer() {
            return server;
        }

        @Override
        public List<Server> getServers() {
            return List.of(server);
        }

        @Override
        public Proxy getProxy() {
            return new Proxy();
        }

        @Override
        public List<Proxy> getProxies() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return problems;
        }
    }

    private record Problem() implements SettingsProblem {
        @Override
        public Severity getSeverity() {
            return Severity.ERROR;
        }

        @Override
        public String getSource() {
            return "settings.xml";
        }

        @Override
        public int getLineNumber() {
            return 1;
        }

        @Override
        public int getColumnNumber() {
            return 1;
        }

        @Override
        public String getLocation() {
            return "settings.xml:1";
        }

        @Override
        public Exception getException() {
            return new IllegalStateException("no master password");
        }

        @Override
        public String getMessage() {
            return "no master password";
        }
    }
}
