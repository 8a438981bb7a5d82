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
import io.github.kitmaven.testing.Sshd;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server of ssh: keys of a file and of an agent, and a known_hosts that counts. */
@Tag("sshd")
@Timeout(60)
class SshdTest {
    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(temp.resolve("remote.git"), Map.of("kit.yaml", "a: 1\n"))
                .allowFilter();
    }

    @Test
    void commitsWithTheKeyOfAFile() throws Exception {
        try (Sshd server = Sshd.start(temp)) {
            commit(server, Optional.of(server.key()), server.environment(true));
        }
        assertThat(remote.read("main", "kit.yaml")).contains("a: 2\n");
    }

    @Test
    void commitsWithTheKeyOfAnAgent() throws Exception {
        try (Sshd server = Sshd.start(temp);
                Sshd.Agent agent = server.agent()) {
            commit(server, Optional.empty(), agent.environment());
        }
        assertThat(remote.read("main", "kit.yaml")).contains("a: 2\n");
    }

    @Test
    void aHostThatIsNotInKnownHostsIsNotTrusted() throws Exception {
        try (Sshd server = Sshd.start(temp)) {
            assertThatThrownBy(() -> commit(server, Optional.of(server.key()), server.environment(false)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("has a host key that ssh does not know");
        }
    }

    @Test
    void aKeyThatTheServerDoesNotKnowIsRefused() throws Exception {
        try (Sshd server = Sshd.start(temp)) {
            assertThatThrownBy(() -> commit(server, Optional.of(server.strangersKey()), server.environment(true)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("refuses the keys that ssh offers");
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsNamed() throws Exception {
        try (Sshd server = Sshd.start(temp)) {
            Access access = access(Optional.of(server.key()), server.environment(true));
            try (RemoteBranch branch = open(server.url(temp.resolve("none.git")), access)) {
                assertThatThrownBy(branch::fetch)
                        .isInstanceOf(UserException.class)
                        .hasMessageContaining("none.git does not exist, or is hidden from this user");
            }
        }
    }

    private void commit(Sshd server, Optional<Path> key, Map<String, String> environment) {
        try (RemoteBranch branch = open(server.url(remote.folder()), access(key, environment))) {
            assertThat(branch.fetch().read("kit.yaml")).contains("a: 1\n");
            Edit edit = new Edit(new Person("Ann", "ann@example.com"), "Say so\n", Map.of("kit.yaml", "a: 2\n"));
            assertThat(branch.push(branch.fetch(), edit)).isInstanceOf(Pushed.class);
        }
    }

    private static Access access(Optional<Path> key, Map<String, String> environment) {
        return new Access(key, Optional.empty(), url -> Optional.empty(), environment);
    }

    private static RemoteBranch open(String url, Access access) {
        return new JGitRemotes(access).open(RemoteAddress.of(url, Optional.empty(), Optional.empty()));
    }
}
