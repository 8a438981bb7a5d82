package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.jgit.Access;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.GitBackend;
import io.github.kitmaven.testing.GitHttpServer;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole goal against git servers that are elsewhere, ask for a password, or break off. */
@Timeout(60)
class CommitImageFaultsTest {
    private static final String FILE = "images/acme/web/master.yaml";
    private static final String COMMITTED = "image: reg.example.com/acme/web:master-1\n";

    @TempDir
    private Path temp;

    private final Map<String, String> files =
            new TreeMap<>(Map.of("kit.yaml", "images: {path: images, property: image}\n"));
    private final List<Duration> pauses = new ArrayList<>();
    private BareRepository remote;

    @BeforeEach
    void seed() {
        for (int i = 0; i < 200; i++) {
            files.put("resources/r" + i + "/" + i * 7919 + ".mustache", "text " + i * 104_729 + "\n");
        }
        remote = BareRepository.of(temp.resolve("remote.git"), files).allowFilter();
    }

    static List<GitBackend> backends() {
        return GitBackend.toTestWith();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aServerThatMovedIsFollowed(GitBackend backend) throws IOException {
        try (GitHttpServer now = GitHttpServer.of(temp, backend);
                GitHttpServer before = GitHttpServer.of(temp, backend).redirectingTo(now)) {
            assertThat(run(before, Access.PLAIN)).isInstanceOf(Committed.class);
        }
        assertThat(remote.read("main", FILE)).contains(COMMITTED);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aConnectionThatIsCutInTheMiddleOfAPackIsMadeAgain(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend).cutting(2, 2000)) {
            assertThat(((Committed) run(server, Access.PLAIN)).attempts()).isGreaterThan(1);
        }
        assertThat(remote.read("main", FILE)).contains(COMMITTED);
        assertThat(remote.log("main")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aServerThatAlwaysFailsIsNotAskedForever(GitBackend backend) throws IOException {
        Integer[] failures = java.util.Collections.nCopies(100, 503).toArray(Integer[]::new);
        try (GitHttpServer server = GitHttpServer.of(temp, backend).failingWith(failures)) {
            assertThatThrownBy(() -> run(server, Access.PLAIN))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("can't be reached: ")
                    .hasMessageContaining("503");
            assertThat(server.requests()).hasSize(11);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aBranchThatWasPushedOverIsTakenAsItIsNow(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            run(server, Access.PLAIN);
            files.put("resources/other.mustache", "forced\n");
            remote.force("main", files);
            assertThat(run(server, Access.PLAIN)).isInstanceOf(Committed.class);
        }
        assertThat(remote.read("main", "resources/other.mustache")).contains("forced\n");
        assertThat(remote.read("main", FILE)).contains(COMMITTED);
        assertThat(remote.log("main")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aProtectedBranchIsTheUsersToOpen(GitBackend backend) throws IOException {
        GitBackend.decline(remote.folder(), "GitLab: You are not allowed to push code to protected branches");
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            assertThatThrownBy(() -> run(server, Access.PLAIN))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("You are not allowed to push code to protected branches")
                    .hasMessageContaining("let this user push to the branch");
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void certificatesOfAFileAreTrustedAndNoOthers(GitBackend backend) throws Exception {
        SSLContext tls = SelfSigned.context(temp);
        try (GitHttpServer server = GitHttpServer.overTls(temp, backend, tls)) {
            assertThatThrownBy(() -> run(server, Access.PLAIN)).hasMessageContaining("can't be reached: ");
            Access access = with(Optional.of(SelfSigned.authority(temp)), Optional.empty());
            assertThat(run(server, access)).isInstanceOf(Committed.class);
        }
        assertThat(remote.read("main", FILE)).contains(COMMITTED);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aFileWithoutCertificatesIsNamed(GitBackend backend) throws IOException {
        Path empty = Files.writeString(temp.resolve("empty.pem"), "\n");
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            assertThatThrownBy(() -> run(server, with(Optional.of(empty), Optional.empty())))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("The certificates of kit.deployments.caFile can't be read: " + empty);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aHelperIsAskedOnlyWhereTheServerAsks(GitBackend backend) throws IOException {
        Access access = with(Optional.empty(), Optional.of(new Credentials("ann", "s3cret")));
        try (GitHttpServer open = GitHttpServer.of(temp, backend)) {
            run(open, new Access(Optional.empty(), Optional.empty(), CommitImageFaultsTest::never, Map.of()));
        }
        remote.force("main", files);
        try (GitHttpServer server = GitHttpServer.of(temp, backend).askingFor("ann", "s3cret")) {
            assertThat(run(server, access)).isInstanceOf(Committed.class);
        }
        remote.force("main", files);
        try (GitHttpServer server = GitHttpServer.of(temp, backend).askingFor("ann", "other")) {
            assertThatThrownBy(() -> run(server, access))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("refuses the user and password")
                    .hasMessageNotContaining("s3cret");
        }
    }

    private static Optional<Credentials> never(String url) {
        throw new AssertionError("asked for the password of " + url);
    }

    private static Access with(Optional<Path> authorities, Optional<Credentials> known) {
        return new Access(Optional.empty(), authorities, url -> known, Map.of());
    }

    private CommitImageResult run(GitHttpServer server, Access access) {
        return new CommitImage(
                        new JGitRemotes(access),
                        FakeCheckouts.none(),
                        Map.of(),
                        NoSops.create(),
                        pauses::add,
                        event -> {})
                .run(Requests.to(server.url("remote.git")).build());
    }
}
