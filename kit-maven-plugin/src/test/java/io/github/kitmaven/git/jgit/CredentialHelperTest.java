package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Asks the git of this machine, whose only configuration is that of a repository here. */
@Tag("git")
@Timeout(60)
class CredentialHelperTest {
    @TempDir
    private Path folder;

    private CredentialHelper helper = new CredentialHelper(Path.of("none"), Map.of());

    @BeforeEach
    void makeARepository() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "init", "-q", folder.toString()).start();
        assertThat(git.waitFor()).isZero();
        helper = new CredentialHelper(
                folder, Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "none", "HOME", folder.toString()));
    }

    @Test
    void aHelperThatKnowsTheHostAnswers() throws IOException {
        answering("echo username=ann; echo password=s3=cret");
        assertThat(helper.ask("https://git.example.com:8443/acme/d.git")).contains(new Credentials("ann", "s3=cret"));
        assertThat(Files.readString(folder.resolve("asked")))
                .contains("protocol=https\n", "host=git.example.com:8443\n");
    }

    @Test
    void aHelperThatDoesNotKnowItLeavesItUnknown() throws IOException {
        answering("true");
        assertThat(helper.ask("https://git.example.com/d.git")).isEmpty();
    }

    @Test
    void withoutHelpersNobodyIsAsked() {
        assertThat(helper.ask("https://git.example.com/d.git")).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereKnowsNone() {
        assertThat(new CredentialHelper(folder.resolve("none"), Map.of()).ask("https://git.example.com/d.git"))
                .isEmpty();
    }

    private void answering(String script) throws IOException {
        Files.writeString(
                folder.resolve(".git/config"),
                "[credential]\n\thelper = \"!f() { cat >" + folder.resolve("asked") + "; " + script + "; }; f\"\n",
                java.nio.file.StandardOpenOption.APPEND);
    }
}
