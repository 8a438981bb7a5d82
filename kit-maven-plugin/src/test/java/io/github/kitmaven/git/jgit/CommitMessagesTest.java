package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.GitBackend;
import io.github.kitmaven.testing.GitHttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommitMessagesTest {
    private static final int COMMITS = 5;

    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.empty(temp.resolve("remote.git"));
        for (int i = 0; i < COMMITS; i++) {
            remote.commit("main", FileMode.REGULAR_FILE, Map.of("big", "x".repeat(1000) + i, "folder/file", "y" + i));
        }
    }

    static List<GitBackend> backends() {
        return GitBackend.toTestWith();
    }

    @Test
    void readsThoseOfAFolder() {
        assertThat(messages(remote.url())).hasSize(COMMITS).containsOnly("Seed");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void fetchesCommitsAloneFromAServerThatFilters(GitBackend backend) throws IOException {
        Files.writeString(
                remote.folder().resolve("config"), "[uploadpack]\n\tallowFilter = true\n", StandardOpenOption.APPEND);
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            assertThat(messages(server.url("remote.git"))).hasSize(COMMITS).containsOnly("Seed");
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void fetchesFewerFromAServerThatSendsEveryFile(GitBackend backend) throws IOException {
        for (int i = 0; i < CommitMessages.MOST_WITH_FILES; i++) {
            remote.commit("main", FileMode.REGULAR_FILE, Map.of("big", "z" + i));
        }
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            assertThat(messages(server.url("remote.git")))
                    .hasSize(CommitMessages.MOST_WITH_FILES)
                    .containsOnly("Seed");
        }
    }

    private static List<String> messages(String url) {
        try (RemoteBranch branch = new JGitRemotes().open(RemoteAddress.of(url, Optional.empty(), Optional.empty()))) {
            return branch.messages(branch.fetch());
        }
    }
}
