package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.GitBackend;
import io.github.kitmaven.testing.GitHttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a branch only what is read is fetched, where the server lets choose; where it doesn't, all works the same. */
class FilteredFetchTest {
    private static final Person ANN = new Person("Ann", "ann@example.com");

    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        Map<String, String> files = new TreeMap<>(Map.of("kit.yaml", "a: 1\n", "images/web.yaml", "image: w:1\n"));
        for (int i = 0; i < 50; i++) {
            files.put("resources/r" + i + "/template.mustache", "some text " + i + "\n");
        }
        remote = BareRepository.of(temp.resolve("remote.git"), files);
    }

    static List<GitBackend> backends() {
        return GitBackend.toTestWith();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void onlyWhatIsReadIsFetched(GitBackend backend) throws IOException {
        remote.allowFilter();
        try (GitHttpServer server = GitHttpServer.of(temp, backend);
                RemoteBranch branch = open(server)) {
            Snapshot snapshot = branch.fetch();
            snapshot.prepare(List.of("kit.yaml", "images/web.yaml", "images/none.yaml"));
            int before = server.requests().size();
            assertThat(snapshot.read("kit.yaml")).contains("a: 1\n");
            assertThat(snapshot.read("images/web.yaml")).contains("image: w:1\n");
            assertThat(snapshot.read("images/none.yaml")).isEmpty();
            assertThat(server.requests()).hasSize(before);
            assertThat(blobs(branch)).isEqualTo(2);
            assertThat(snapshot.read("resources/r7/template.mustache")).contains("some text 7\n");

            assertThat(branch.push(snapshot, edit())).isInstanceOf(Pushed.class);
            assertThat(branch.fetch().read("images/web.yaml")).contains("image: w:2\n");
        }
        assertThat(remote.read("main", "images/web.yaml")).contains("image: w:2\n");
        assertThat(remote.read("main", "resources/r49/template.mustache")).contains("some text 49\n");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aServerThatKnowsNoFiltersSendsAll(GitBackend backend) throws IOException {
        try (GitHttpServer server = GitHttpServer.of(temp, backend);
                RemoteBranch branch = open(server)) {
            Snapshot snapshot = branch.fetch();
            int before = server.requests().size();
            assertThat(snapshot.read("kit.yaml")).contains("a: 1\n");
            assertThat(server.requests()).hasSize(before);
            assertThat(branch.push(snapshot, edit())).isInstanceOf(Pushed.class);
        }
        assertThat(remote.read("main", "images/web.yaml")).contains("image: w:2\n");
    }

    /** It filters, but gives no single objects away. */
    @ParameterizedTest
    @MethodSource("backends")
    void aServerOfTheOldProtocolWorksTheSame(GitBackend backend) throws IOException {
        remote.allowFilter();
        try (GitHttpServer server = GitHttpServer.of(temp, backend).ofProtocolZero();
                RemoteBranch branch = open(server)) {
            Snapshot snapshot = branch.fetch();
            assertThat(snapshot.read("kit.yaml")).contains("a: 1\n");
            assertThat(branch.push(snapshot, edit())).isInstanceOf(Pushed.class);
        }
        assertThat(remote.read("main", "images/web.yaml")).contains("image: w:2\n");
    }

    static int blobs(RemoteBranch branch) throws IOException {
        int count = 0;
        try (FileRepository local =
                new FileRepository(((JGitBranch) branch).folder().toFile())) {
            for (Pack pack : local.getObjectDatabase().getPacks()) {
                for (PackIndex.MutableEntry entry : pack) {
                    count += local.open(entry.toObjectId()).getType() == Constants.OBJ_BLOB ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static RemoteBranch open(GitHttpServer server) {
        return new JGitRemotes().open(RemoteAddress.of(server.url("remote.git"), Optional.empty(), Optional.empty()));
    }

    private static Edit edit() {
        return new Edit(ANN, "Say so\n", Map.of("images/web.yaml", "image: w:2\n"));
    }
}
