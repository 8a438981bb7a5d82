package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.GitBackend;
import io.github.kitmaven.testing.GitHttpServer;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.SelfSigned;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole goal against a git server over http. */
class CommitImageOverHttpTest {
    private static final Map<String, String> REPO = Map.of("kit.yaml", "images: {path: images, property: image}\n");
    private static final String FILE = "images/acme/web/master.yaml";

    @TempDir
    private Path temp;

    private final List<Event> events = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(temp.resolve("remote.git"), REPO)
                .commit("main", FileMode.REGULAR_FILE, REPO)
                .commit("main", FileMode.REGULAR_FILE, REPO);
    }

    static List<GitBackend> backends() {
        return GitBackend.toTestWith();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void commits(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            assertThat(run(server, Optional.empty())).isInstanceOf(Committed.class);
            // two of them only learn that this server filters nothing
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(7);
        }
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:master-1\n");
        assertThat(remote.log("main")).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void commitsOverTlsToAServerWhoseCertificateIsTrustedAndToNoOther(GitBackend backend) throws Exception {
        SSLContext tls = SelfSigned.context(temp);
        SSLSocketFactory usual = HttpsURLConnection.getDefaultSSLSocketFactory();
        try (GitHttpServer server = GitHttpServer.overTls(temp, backend, tls)) {
            assertThatThrownBy(() -> run(server, Optional.empty())).isInstanceOf(KitException.class);
            assertThat(remote.log("main")).hasSize(3);

            HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
            assertThat(run(server, Optional.empty())).isInstanceOf(Committed.class);
        } finally {
            HttpsURLConnection.setDefaultSSLSocketFactory(usual);
        }
        assertThat(remote.log("main")).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void givesThePasswordThatIsAskedFor(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend).askingFor("ann", "s3cret")) {
            assertThat(run(server, Optional.of(new Credentials("ann", "s3cret"))))
                    .isInstanceOf(Committed.class);
        }
        assertThat(remote.log("main")).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aWrongPasswordIsSentOnceAndNeverShown(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend).askingFor("ann", "right")) {
            assertThatThrownBy(() -> run(server, Optional.of(new Credentials("ann", "s3cret"))))
                    .isInstanceOf(UserException.class)
                    .hasMessage("The deployments repo " + server.url("remote.git")
                            + " refuses the user and password (401 Unauthorized). Correct them; most forges want a token in place of the"
                            + " password.")
                    .satisfies(e -> assertThat(printed(e)).doesNotContain("s3cret"));
            assertThat(server.requests()).hasSize(2);
        }
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aMissingPasswordIsAskedFor(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend).askingFor("ann", "right")) {
            assertThatThrownBy(() -> run(server, Optional.empty()))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("asks for a user and password (401 Unauthorized). Name a <server>")
                    .hasMessageContaining("kit.deployments.server");
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aForbiddenRepositoryIsTheUsersToMend(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend).failingWith(403)) {
            assertThatThrownBy(() -> run(server, Optional.empty()))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("forbids this user to do so (403 Forbidden)");
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aRepositoryThatIsNotThereIsTheUsersToMend(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp.resolve("elsewhere"), backend)) {
            assertThatThrownBy(() -> run(server, Optional.empty()))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("remote.git does not exist, or is hidden from this user");
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aServerThatFailsForAMomentIsTriedAgain(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend).failingWith(500, 503)) {
            assertThat(((Committed) run(server, Optional.empty())).attempts()).isEqualTo(3);
        }
        assertThat(pauses).hasSize(2);
        assertThat(events).hasSize(2).first().asString().contains("can't be reached: ", "500");
        assertThat(remote.log("main")).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aHookThatDeclinesIsQuotedAndNotAskedAgain(GitBackend backend) throws IOException {
        GitBackend.decline(remote.folder(), "No deploys on Friday");
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            assertThatThrownBy(() -> run(server, Optional.empty()))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("The deployments repo declined the push to main: pre-receive hook declined:"
                            + " No deploys on Friday. ");
            assertThat(server.requests())
                    .filteredOn(r -> r.startsWith("POST /remote.git/git-receive-pack"))
                    .hasSize(1);
        }
        assertThat(remote.log("main")).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void anEmptyRepositoryIsSaidToBeEmpty(GitBackend backend) throws IOException {
        BareRepository.empty(temp.resolve("empty/remote.git"));
        try (GitHttpServer server = GitHttpServer.of(temp.resolve("empty"), backend)) {
            assertThatThrownBy(() -> run(server, Optional.empty()))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("remote.git is empty.");
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void fiveBuildsAtTheSameMomentAllLandOnce(GitBackend backend) throws Exception {
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            List<Callable<CommitImageResult>> builds = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Requests request = Requests.to(server.url("remote.git")).image("reg.example.com/acme/app" + i + ":1");
                builds.add(() -> goal(Pause.sleeping()).run(request.build()));
            }
            var threads = Executors.newFixedThreadPool(builds.size());
            for (Future<CommitImageResult> result : threads.invokeAll(builds)) {
                assertThat(result.get()).isInstanceOf(Committed.class);
            }
            threads.shutdown();
        }
        assertThat(remote.log("main")).hasSize(8);
        for (int i = 0; i < 5; i++) {
            assertThat(remote.read("main", "images/acme/app" + i + "/master.yaml"))
                    .isPresent();
        }
    }

    private CommitImageResult run(GitHttpServer server, Optional<Credentials> credentials) throws KitException {
        CommitImageRequest request = Requests.to(server.url("remote.git")).build();
        RemoteAddress address = request.deployments().orCredentials(credentials);
        return goal(pauses::add).run(Requests.at(address, request));
    }

    private CommitImage goal(Pause pause) {
        return new CommitImage(new JGitRemotes(), FakeCheckouts.none(), Map.of(), NoSops.create(), pause, events::add);
    }

    private static String printed(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
