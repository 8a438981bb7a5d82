package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.cluster.fabric8.ImpatientClients;
import io.github.kitmaven.inventory.LeaseOptions;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.ServedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server that goes away in the middle of a deploy, and comes back or doesn't. */
@Timeout(120)
class RestartTest {
    private final AtomicInteger writes = new AtomicInteger();
    private FaultyFleet fleet;

    @BeforeEach
    void deployTheFirstRelease(@TempDir Path folder) {
        fleet = new FaultyFleet(folder, 2);
        fleet.converges(ShopRelease.FIRST);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void aRestartInTheMiddleOfTheApplyIsBorne(int write) throws Exception {
        CompletableFuture<Void> restarted = new CompletableFuture<>();
        FaultyFleet.Ended ended = fleet.deploy(
                ShopRelease.SECOND,
                () -> atWrite(write, () -> {
                    fleet.stop(1);
                    fleet.start(1);
                    restarted.complete(null);
                }));
        restarted.get();
        assertThat(ended.statuses()).isEqualTo(List.of("succeeded", "succeeded"));
        fleet.converges(ShopRelease.SECOND);
    }

    @Test
    void aServerThatDoesNotComeBackHasFailedAndARerunFinishesTheWork() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Deployments deployments = fleet.deployments(ShopRelease.SECOND);
        deployments.clients = Optional.of(ImpatientClients.within(Duration.ofSeconds(1)));
        // its Lease on the lost cluster can't be given back, and holds up the rerun for that long
        deployments.owner = Owners.with(
                OwnerOptions.defaults(), new LeaseOptions(true, Duration.ofMinutes(2), Duration.ofSeconds(6)));
        atWrite(3, () -> {
            fleet.stop(1);
            stopped.complete(null);
        });
        String failure = deployments.failure();
        stopped.join();
        assertThat(failure).contains("1 of 2 clusters failed (c1).", "which stopped answering");
        FaultyFleet.assertNoSecret(failure + deployments.said + deployments.resultFile());
        fleet.start(1);
        fleet.converges(ShopRelease.SECOND);
    }

    /** Lets something happen as a write arrives: beside the request, which waits for nothing. */
    private void atWrite(int number, Runnable event) {
        fleet.sandbox(1).inject(Faults.none().on(request -> {
            if (isWrite(request) && writes.incrementAndGet() == number) {
                var unused = CompletableFuture.runAsync(event);
            }
            return false;
        }));
    }

    private static boolean isWrite(ServedRequest request) {
        return request.method().equals("PATCH") && !request.dryRun();
    }
}
