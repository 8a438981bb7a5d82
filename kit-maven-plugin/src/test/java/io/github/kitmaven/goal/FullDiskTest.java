package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.sandbox.Fault;
import io.github.kitmaven.sandbox.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** There is no room for the result: /dev/full stands in for the disk. */
@Timeout(120)
@EnabledIf("hasFullDisk")
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");

    private FaultyFleet fleet;
    private Deployments deployments;
    private Path unfinished;

    static boolean hasFullDisk() {
        return Files.exists(FULL);
    }

    @BeforeEach
    void fill(@TempDir Path folder) throws IOException {
        fleet = new FaultyFleet(folder, 2);
        unfinished = Files.createDirectories(folder.resolve("run")).resolve("result.json.tmp");
        Files.createSymbolicLink(unfinished, FULL);
        deployments = fleet.deployments(ShopRelease.FIRST);
    }

    @AfterEach
    void close() throws IOException {
        Files.deleteIfExists(unfinished);
        fleet.close();
    }

    @Test
    void theDeployIsDoneAndTheBuildFailsWithoutAResult() throws IOException {
        assertThatThrownBy(deployments::deploy)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("The result can't be written to " + unfinished.resolveSibling("result.json"));
        assertThat(fleet.isAt(ShopRelease.FIRST)).isTrue();
        assertThat(unfinished.resolveSibling("result.json")).doesNotExist();

        Files.delete(unfinished);
        fleet.converges(ShopRelease.FIRST);
    }

    @Test
    void whatFailedInAClusterIsSaidToo() {
        fleet.sandbox(1)
                .inject(Faults.of(Fault.UNAUTHORIZED)
                        .on(request -> request.method().equals("PATCH") && !request.dryRun()));
        String failure = deployments.failure();
        assertThat(failure)
                .contains("1 of 2 clusters failed (c1)", "Unauthorized", "The result can't be written to")
                .doesNotContain("All of it is in");
        FaultyFleet.assertNoSecret(failure + deployments.said);
    }

    @Test
    void whatEndedARunBeforeItHadAResultIsSaidToo() {
        UserException mistake = new UserException(Diagnostic.of("kit.yaml is wrong", "Mend it"));
        Path result = unfinished.resolveSibling("result.json");
        Reports reports = new Reports(new Secrets(), result);
        assertThatThrownBy(() -> Ending.keepFailure("deploy", Instant.now(), mistake, reports))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("kit.yaml is wrong. Mend it.")
                .hasMessageContaining("The result can't be written to");
    }
}
