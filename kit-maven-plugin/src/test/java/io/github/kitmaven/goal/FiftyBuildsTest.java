package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.GitBackend;
import io.github.kitmaven.testing.GitHttpServer;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fifty builds commit fifty images to one branch at the same moment. This takes its time, for each of them fetches and pushes
 * over http until it was the quickest.
 */
@Timeout(300)
class FiftyBuildsTest {
    private static final int BUILDS = 50;

    @TempDir
    private Path temp;

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(BUILDS);

    static List<GitBackend> backends() {
        return GitBackend.toTestWith();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void allLandOnceAndNoneIsLost(GitBackend backend) throws Exception {
        BareRepository remote = BareRepository.of(
                        temp.resolve("remote.git"), Map.of("kit.yaml", "images: {path: images, property: image}\n"))
                .allowFilter();
        CyclicBarrier together = new CyclicBarrier(BUILDS);
        try (GitHttpServer server = GitHttpServer.of(temp, backend)) {
            List<Callable<CommitImageResult>> builds = new ArrayList<>();
            for (int i = 0; i < BUILDS; i++) {
                CommitImageRequest request = Requests.to(server.url("remote.git"))
                        .image("reg.example.com/acme/app" + i + ":1")
                        .build();
                builds.add(() -> {
                    together.await();
                    return goal().run(request);
                });
            }
            for (Future<CommitImageResult> result : threads.invokeAll(builds)) {
                assertThat(result.get()).isInstanceOf(Committed.class);
            }
        }
        assertThat(remote.log("main")).hasSize(1 + BUILDS);
        for (int i = 0; i < BUILDS; i++) {
            assertThat(remote.read("main", "images/acme/app" + i + "/master.yaml"))
                    .contains("image: reg.example.com/acme/app" + i + ":1\n");
        }
    }

    private static CommitImage goal() {
        return new CommitImage(
                new JGitRemotes(), FakeCheckouts.none(), Map.of(), NoSops.create(), Pause.sleeping(), event -> {});
    }
}
