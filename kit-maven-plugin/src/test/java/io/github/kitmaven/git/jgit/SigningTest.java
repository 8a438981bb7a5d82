package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commits that git signs, with its configuration taken from a folder of the test. */
@Tag("git")
@Timeout(60)
class SigningTest {
    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(temp.resolve("remote.git"), Map.of("a", "1\n"));
    }

    @Test
    void aKeyOfSshSigns() throws Exception {
        run(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                temp.resolve("id").toString()));
        configure("[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = " + temp.resolve("id") + "\n");
        push();
        Files.writeString(temp.resolve("allowed"), "ann@example.com " + Files.readString(temp.resolve("id.pub")));
        String verified = run(List.of(
                "git",
                "--git-dir=" + remote.folder(),
                "-c",
                "gpg.ssh.allowedSignersFile=" + temp.resolve("allowed"),
                "log",
                "-1",
                "--format=%G? %an <%ae>%n%B",
                "main"));
        assertThat(verified.strip()).isEqualTo("G Ann <ann@example.com>\nSay so");
        assertThat(remote.read("main", "a")).contains("2\n");
    }

    @Test
    void aKeyOfGpgSigns() throws Exception {
        // a short path: gpg's agent has a socket there
        Path home = Files.createTempDirectory(Path.of("/tmp"), "gpg");
        try {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            String gpg = "gpg --homedir " + home + " --batch --passphrase '' ";
            run(List.of("sh", "-c", gpg + "--quick-gen-key 'Ann <ann@example.com>' ed25519 sign never 2>&1"));
            Path program = Files.writeString(temp.resolve("gpg"), "#!/bin/sh\nexec " + gpg + "\"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            configure("[gpg]\n\tprogram = " + program + "\n[user]\n\tsigningKey = ann@example.com\n");
            push();
            String verified = run(List.of(
                    "git",
                    "--git-dir=" + remote.folder(),
                    "-c",
                    "gpg.program=" + program,
                    "log",
                    "-1",
                    "--format=%G?",
                    "main"));
            assertThat(verified.strip()).isEqualTo("G");
        } finally {
            run(List.of("sh", "-c", "gpgconf --homedir " + home + " --kill all; rm -rf " + home));
        }
    }

    @Test
    void withoutAKeyNothingIsPushed() throws IOException {
        configure("[gpg]\n\tformat = ssh\n");
        assertThatThrownBy(this::push)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The commit can't be signed: ")
                .hasMessageContaining("user.signingKey");
        assertThat(remote.log("main")).hasSize(1);
    }

    private void push() {
        Map<String, String> environment =
                Map.of("GIT_CONFIG_GLOBAL", temp.resolve("config").toString(), "GIT_CONFIG_NOSYSTEM", "1");
        Access access =
                new Access(Optional.empty(), Optional.empty(), url -> Optional.empty(), environment).signing(true);
        try (RemoteBranch branch =
                new JGitRemotes(access).open(RemoteAddress.of(remote.url(), Optional.empty(), Optional.empty()))) {
            Edit edit = new Edit(new Person("Ann", "ann@example.com"), "Say so\n", Map.of("a", "2\n"));
            assertThat(branch.push(branch.fetch(), edit)).isInstanceOf(Pushed.class);
        }
    }

    private void configure(String text) throws IOException {
        Files.writeString(temp.resolve("config"), text);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
