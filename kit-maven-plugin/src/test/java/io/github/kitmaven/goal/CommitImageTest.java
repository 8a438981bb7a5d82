package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Checkouts;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.DryRun;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.BareRepository;
import io.github.kitmaven.testing.FakeCheckouts;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole goal, on real repositories in folders. */
class CommitImageTest {
    private static final String KIT_YAML = "version: '2'\nimages:\n  path: ./images\n  property: image\n";
    private static final String FILE = "images/acme/web/master.yaml";

    @TempDir
    private Path temp;

    private BareRepository remote;

    @BeforeEach
    void seed() {
        remote = BareRepository.of(temp.resolve("remote.git"), Map.of("kit.yaml", KIT_YAML, "README", "keep\n"));
    }

    @Test
    void makesTheImageFileAndItsFolders() {
        CommitImageResult result = run(to().build());

        assertThat(result)
                .isEqualTo(new Committed(
                        "reg.example.com/acme/web:master-1",
                        FILE,
                        "main",
                        remote.log("main").get(0).name(),
                        Optional.empty(),
                        1,
                        ""));
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:master-1\n");
        assertThat(remote.read("main", "README")).contains("keep\n");
        assertThat(remote.log("main")).hasSize(2);
    }

    @Test
    void saysInTheCommitWhatAndWhence() {
        run(to().service("feature/x", "0123abc").build());

        assertThat(remote.log("main").get(0).getFullMessage()).isEqualTo("""
                        Deploy acme/web:master-1 to feature/x

                        Kit-Image: reg.example.com/acme/web:master-1
                        Kit-Service-Branch: feature/x
                        Kit-Service-Commit: 0123abc
                        """);
        assertThat(remote.read("main", "images/acme/web/feature/x.yaml")).isPresent();
    }

    @Test
    void leavesAFileThatIsHeldAlone() {
        String held = "image: old:1\nhold: {by: Jane, until: 2999-01-01}\n";
        seedWith(FILE, held);

        assertThat(run(to().build()))
                .isEqualTo(new Held(
                        "old:1",
                        FILE,
                        "main",
                        "held by Jane until 2999-01-02T00:00:00Z",
                        "reg.example.com/acme/web:master-1"));
        assertThat(remote.read("main", FILE)).contains(held);
    }

    @Test
    void liftsAHoldThatIsOver() {
        seedWith(FILE, "hold: {until: 2001-01-01}\nimage: old:1\n");

        assertThat(run(to().build())).isInstanceOf(Committed.class);
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:master-1\n");
    }

    @Test
    void liftsAHoldThatItIsAskedToLift() {
        seedWith(FILE, "image: old:1\nhold: true\n");

        assertThat(run(to().lifting().build())).isInstanceOf(Committed.class);
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:master-1\n");
    }

    @Test
    void liftsAHoldOfTheSameImage() {
        seedWith(FILE, "image: reg.example.com/acme/web:master-1\nhold: true\n");

        assertThat(run(to().build())).isInstanceOf(Unchanged.class);
        assertThat(run(to().lifting().build())).isInstanceOf(Committed.class);
        assertThat(remote.read("main", FILE)).contains("image: reg.example.com/acme/web:master-1\n");
    }

    @Test
    void changesOnlyTheValueOfAFileThatIsThere() {
        seedWith(FILE, "# who\r\nreplicas: 3\r\nimage: \"old:1\" # why\r\n# end");

        CommitImageResult result = run(to().build());

        assertThat(((Committed) result).replaced()).contains("old:1");
        assertThat(remote.read("main", FILE))
                .contains("# who\r\nreplicas: 3\r\nimage: \"reg.example.com/acme/web:master-1\" # why\r\n# end");
    }

    @Test
    void commitsNothingWhereTheFileNamesTheImageAlready() {
        run(to().build());

        assertThat(run(to().build())).isEqualTo(new Unchanged("reg.example.com/acme/web:master-1", FILE, "main"));
        assertThat(remote.log("main")).hasSize(2);
    }

    @Test
    void aDryRunShowsThePatchAndWritesNothing() {
        seedWith(FILE, "image: old:1\n");

        DryRun result = (DryRun) run(to().dry().build());

        assertThat(result.message()).startsWith("Deploy acme/web:master-1 to master\n");
        assertThat(result.patch()).isEqualTo("""
                        --- a/images/acme/web/master.yaml
                        +++ b/images/acme/web/master.yaml
                        @@ -1,1 +1,1 @@
                        -image: old:1
                        +image: reg.example.com/acme/web:master-1
                        """);
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void theRepositoryNamesTheFileWhereItIsGiven() {
        run(to().repository("shop/front").build());
        assertThat(remote.read("main", "images/shop/front/master.yaml"))
                .contains("image: reg.example.com/acme/web:master-1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/x", "a//b", "a/../../x", ""})
    void aRepositoryThatLeadsOutOfTheFolderIsRefusedBeforeAnythingIsFetched(String name) {
        CommitImageRequest request = to().service("..", "").repository(name).build();
        assertThatThrownBy(() -> run(request)).isInstanceOf(UserException.class).hasMessageContaining("image file");
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void anImageFileThatIsNoMapStopsTheCommit() {
        seedWith(FILE, "image:\n  name: x\n");
        assertThatThrownBy(() -> run(to().build()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(FILE + ":2:3: The value of \"image\" is a map or a list");
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void aBadKitYamlStopsTheCommit() {
        seedWith("kit.yaml", "images: {path: ../elsewhere, property: image}\n");
        assertThatThrownBy(() -> run(to().build()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("kit.yaml:1:16: images.path \"../elsewhere\" leads out of the repo");
        assertThat(remote.log("main")).hasSize(1);
    }

    @Test
    void tenBuildsAtTheSameMomentAllLandOnce() throws Exception {
        List<Callable<CommitImageResult>> builds = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String name = "acme/app" + i;
            builds.add(() -> run(to().image("reg.example.com/" + name + ":1").build()));
        }
        var threads = Executors.newFixedThreadPool(builds.size());
        for (Future<CommitImageResult> result : threads.invokeAll(builds)) {
            assertThat(result.get()).isInstanceOf(Committed.class);
        }
        threads.shutdown();

        assertThat(remote.log("main")).hasSize(11);
        for (int i = 0; i < 10; i++) {
            assertThat(remote.read("main", "images/acme/app" + i + "/master.yaml"))
                    .contains("image: reg.example.com/acme/app" + i + ":1\n");
        }
    }

    private Requests to() {
        return Requests.to(remote.url());
    }

    private void seedWith(String file, String text) {
        remote = BareRepository.of(
                temp.resolve("seeded.git"),
                file.equals("kit.yaml") ? Map.of(file, text) : Map.of("kit.yaml", KIT_YAML, file, text));
    }

    private static CommitImageResult run(CommitImageRequest request) {
        Checkouts nowhere = FakeCheckouts.none();
        return new CommitImage(new JGitRemotes(), nowhere, Map.of(), NoSops.create(), Pause.sleeping(), event -> {})
                .run(request);
    }
}
