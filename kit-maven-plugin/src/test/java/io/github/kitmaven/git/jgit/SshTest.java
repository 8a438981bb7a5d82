package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the program ssh is run, and what its failures mean; with a stand-in for it. */
class SshTest {
    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(temp.resolve("remote.git"), Map.of("kit.yaml", "a: 1\n"));
    }

    @Test
    void theProgramIsToldAllThatGitTellsIt() throws URISyntaxException {
        Access plain = new Access(Optional.empty(), Optional.empty(), url -> Optional.empty(), Map.of());
        assertThat(new SshProgram(plain).words(new URIish("ssh://git@host:2222/d.git"), "git-upload-pack '/d.git'"))
                .containsExactly(
                        "ssh",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "SendEnv=GIT_PROTOCOL",
                        "-p",
                        "2222",
                        "git@host",
                        "git-upload-pack '/d.git'");
        Access own = new Access(
                Optional.of(Path.of("/keys/id")),
                Optional.empty(),
                url -> Optional.empty(),
                Map.of("GIT_SSH", "/bin/my-ssh"));
        assertThat(new SshProgram(own).words(new URIish("host:d.git"), "x"))
                .startsWith("/bin/my-ssh")
                .contains("IdentitiesOnly=yes", "-i", "/keys/id", "host");
        Access command = new Access(
                Optional.empty(), Optional.empty(), url -> Optional.empty(), Map.of("GIT_SSH_COMMAND", "ssh -v"));
        assertThat(new SshProgram(command).words(new URIish("host:d.git"), "x"))
                .startsWith("sh", "-c", "ssh -v \"$@\"", "ssh");
    }

    /** It needs git at the other end. */
    @Test
    @Tag("sshd")
    void whatIsSaidPassesThroughTheProgram() throws IOException {
        Access access = standIn("shift 4; shift; exec sh -c \"$1\"\n");
        try (RemoteBranch branch = open("git@host:" + remote.folder(), access)) {
            assertThat(branch.fetch().read("kit.yaml")).contains("a: 1\n");
            Edit edit = new Edit(new Person("Ann", "ann@example.com"), "Say so\n", Map.of("kit.yaml", "a: 2\n"));
            assertThat(branch.push(branch.fetch(), edit)).isInstanceOf(Pushed.class);
        }
        assertThat(remote.read("main", "kit.yaml")).contains("a: 2\n");
    }

    @Test
    void anUnknownHostKeyIsTheUsersToCheck() throws IOException {
        Access access = standIn("echo 'Host key verification failed.' >&2; exit 255\n");
        assertThatThrownBy(() -> fetch(access))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has a host key that ssh does not know: ")
                .hasMessageContaining("Host key verification failed.")
                .hasMessageContaining("ssh-keyscan");
    }

    @Test
    void aKeyThatIsNotLetInIsTheUsersToMend() throws IOException {
        Access access = standIn("echo 'git@host: Permission denied (publickey).' >&2; exit 255\n");
        assertThatThrownBy(() -> fetch(access))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("refuses the keys that ssh offers")
                .hasMessageContaining("<privateKey>");
    }

    @Test
    void aHostThatDoesNotAnswerMayAnswerLater() throws IOException {
        Access access = standIn("echo 'ssh: connect to host host port 22: Connection refused' >&2; exit 255\n");
        assertThatThrownBy(() -> fetch(access))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining("Connection refused");
    }

    /** As git, GitHub, GitLab and Gitea say it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fatal: '/x' does not appear to be a git repository",
                "ERROR: Repository not found.",
                "remote: The project you were looking for could not be found or you do not have permission to view it.",
                "error: Cannot find repository: x/x",
                "error: Public (Deploy) Key: 2:k is not authorized to read x/x.",
            })
    void aRepositoryThatIsNotThereIsTheUsersToName(String said) throws IOException {
        Access access = standIn("echo \"" + said + "\" >&2; exit 128\n");
        assertThatThrownBy(() -> fetch(access))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("does not exist, or is hidden from this user");
    }

    /** As GitHub, GitLab and Gitea say it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ERROR: The key you are authenticating with has been marked as read only. | The key you are authenticating with has been marked as read only.
            ERROR: Permission to a/b.git denied to deploy key | Permission to a/b.git denied to deploy key
            remote: %nremote: =====%nremote: This deploy key does not have write access to this project. | This deploy key does not have write access to this project.
            error:%nerror: Deploy Key: 1:k is not authorized to write to a/b.%nerror: | Deploy Key: 1:k is not authorized to write to a/b.
            """)
    void aKeyThatMayOnlyReadIsTheUsersToMend(String said, String words) throws IOException {
        Access access = standIn("printf '" + said.replace("%n", "\\n") + "' >&2; exit 1\n");
        assertThatThrownBy(() -> fetch(access))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("/x.git does not let this key write: ")
                .hasMessageEndingWith(words.replaceAll("\\.$", "") + ". Give the key write access.");
    }

    /** Gitea prints an empty line where JGit expects git to speak. */
    @Test
    void whatIsSaidCountsAlsoWhereSomethingElseThanGitSpoke() throws IOException {
        Access access = standIn("echo; echo 'error: Your account is disabled.' >&2; exit 1\n");
        assertThatThrownBy(() -> fetch(access))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining("can't be reached: ")
                .hasMessageContaining("ssh: Your account is disabled. ");
    }

    @Test
    void aServerThatBreaksOffAndEndsLaterMayAnswerLater() throws IOException {
        Access access = standIn("printf 0010; exec >&-; sleep 0.5; exit 1\n");
        assertThatThrownBy(() -> fetch(access)).isInstanceOf(KitException.class);
    }

    @Test
    void aMachineWithoutTheProgramIsToldSo() {
        Access access = new Access(
                Optional.empty(),
                Optional.empty(),
                url -> Optional.empty(),
                Map.of("GIT_SSH", temp.resolve("none").toString()));
        assertThatThrownBy(() -> fetch(access)).hasMessageContaining("the program ssh can't be run: ");
    }

    private void fetch(Access access) {
        try (RemoteBranch branch = open("ssh://git@host/x.git", access)) {
            branch.fetch();
        }
    }

    private static RemoteBranch open(String url, Access access) {
        return new JGitRemotes(access).open(RemoteAddress.of(url, Optional.empty(), Optional.empty()));
    }

    private Access standIn(String script) throws IOException {
        Path program = Files.writeString(temp.resolve("ssh"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Access(
                Optional.empty(), Optional.empty(), url -> Optional.empty(), Map.of("GIT_SSH", program.toString()));
    }
}
