package io.github.kitmaven.mojo;

import static io.github.kitmaven.mojo.Backwards.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.settings.Settings;
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

    private static GitCredentials with(Settings settings, Map<String, String> environment) {
        return new GitCredentials(settings, Backwards.decrypter(), environment);
    }
}
