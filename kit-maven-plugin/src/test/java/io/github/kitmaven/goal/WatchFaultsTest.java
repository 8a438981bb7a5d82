package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.WatchFault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rollouts whose watches tell nothing, or not for long, are seen to their end all the same. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
class WatchFaultsTest {
    private FaultyFleet fleet;

    @BeforeEach
    void deployTheFirstRelease(@TempDir Path folder) {
        fleet = FaultyFleet.slow(folder, 2);
        fleet.converges(ShopRelease.FIRST);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @ParameterizedTest
    @EnumSource(WatchFault.class)
    void watchesOpenedInTheMidstOfItMissNothing(WatchFault fault) {
        deploy(() -> fleet.sandbox(1).inject(Faults.none().withWatches(fault)));
    }

    /** The fault comes with the first change of a Deployment that is under way, when every watch has long begun. */
    @ParameterizedTest
    @EnumSource(WatchFault.class)
    void watchesThatWereWellUntilThenMissNothing(WatchFault fault) {
        Deployments deployments = fleet.deployments(ShopRelease.SECOND);
        deployments.onLine = line -> {
            if (line.contains("c1: Deployment shop/web-1: ")) {
                fleet.sandbox(1).inject(Faults.none().withWatches(fault));
            }
        };
        FaultyFleet.Ended ended = fleet.deploy(ShopRelease.SECOND, deployments, () -> {});
        assertThat(ended.statuses()).isEqualTo(List.of("succeeded", "succeeded"));
        assertThat(deployments.said).anyMatch(line -> line.contains("c1: Deployment shop/web-1: healthy"));
    }

    private void deploy(Runnable disturb) {
        FaultyFleet.Ended ended = fleet.deploy(ShopRelease.SECOND, disturb);
        assertThat(ended.statuses()).isEqualTo(List.of("succeeded", "succeeded"));
    }
}
