package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.cluster.fabric8.ImpatientClients;
import io.github.kitmaven.sandbox.Fault;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.ServedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One of five clusters is in trouble. What {@link FaultyFleet} checks holds of every deploy here. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
class ClusterFaultsTest {
    private static final int BAD = 2;

    private FaultyFleet fleet;

    @BeforeEach
    void deployTheFirstRelease(@TempDir Path folder) {
        fleet = new FaultyFleet(folder, 5);
        fleet.converges(ShopRelease.FIRST);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void oneThatIsUnreachableFailsAlone() {
        FaultyFleet.Ended ended = fleet.deploy(ShopRelease.SECOND, () -> inject(Faults.of(Fault.DROPPED)));
        assertThat(ended.statuses()).isEqualTo(butOne("unreachable"));
        assertThat(ended.failure()).contains("1 of 5 clusters failed (c2).", "Cluster c2 can't be reached: ");
        fleet.converges(ShopRelease.SECOND);
    }

    @Test
    void oneThatTakesRequestsAndNeverAnswersFailsAlone() {
        FaultyFleet.Ended ended = fleet.deploy(ShopRelease.SECOND, () -> inject(Faults.of(Fault.SILENT)));
        assertThat(ended.statuses()).isEqualTo(butOne("unreachable"));
        assertThat(ended.failure()).contains("Cluster c2 can't be reached: ", "no answer in time");
        fleet.converges(ShopRelease.SECOND);
    }

    @Test
    void oneThatIsSlowIsWaitedFor() {
        FaultyFleet.Ended ended =
                fleet.deploy(ShopRelease.SECOND, () -> inject(Faults.none().withLatency(Duration.ofMillis(300))));
        assertThat(ended.statuses()).isEqualTo(butOne("succeeded"));
    }

    @Test
    void oneWithAnExpiredTokenStopsAllBeforeAnythingIsWritten() {
        FaultyFleet.Ended ended = fleet.deploy(ShopRelease.SECOND, () -> inject(Faults.of(Fault.UNAUTHORIZED)));
        assertThat(ended.statuses()).isEqualTo(List.of("planned", "planned", "refused", "planned", "planned"));
        assertThat(ended.failure()).contains("c2", "401", "nothing was written to any cluster");
        fleet.converges(ShopRelease.SECOND);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6})
    void oneWhoseTokenExpiresInTheMiddleFailsAlone(int writes) {
        FaultyFleet.Ended ended = fleet.deploy(
                ShopRelease.SECOND,
                () -> inject(Faults.of(Fault.UNAUTHORIZED)
                        .on(ClusterFaultsTest::writes)
                        .after(writes)));
        assertThat(ended.statuses()).isEqualTo(butOne("failed"));
        assertThat(ended.failure()).contains("1 of 5 clusters failed (c2).", "Unauthorized");
        fleet.converges(ShopRelease.SECOND);
    }

    /** Three of ten requests fail, once the cluster has answered at all. */
    @ParameterizedTest
    @CsvSource({
        "INTERNAL_ERROR, 1",
        "STORAGE_TIMEOUT, 2",
        "TOO_MANY_REQUESTS, 3",
        "UNAVAILABLE, 4",
        "DROPPED, 5",
        "ANSWER_LOST, 6",
        "ANSWER_CUT, 7"
    })
    void oneThatFailsAtRandomIsAskedUntilItIsDone(Fault fault, long seed) {
        FaultyFleet.Ended ended = fleet.deploy(
                ShopRelease.SECOND, () -> inject(Faults.of(fault).after(1).withShare(0.3, seed)));
        assertThat(ended.failure()).isEmpty();
        fleet.converges(ShopRelease.SECOND);
    }

    /** What fails once is borne by the deploy itself, whatever request it is. */
    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY_REQUESTS", "UNAVAILABLE", "DROPPED", "ANSWER_LOST", "ANSWER_CUT"})
    void oneThatRecoversSoonEnoughIsAskedAgain(Fault fault) {
        Map<String, Integer> tries = new ConcurrentHashMap<>();
        FaultyFleet.Ended ended = fleet.deploy(
                ShopRelease.SECOND,
                () -> inject(Faults.of(fault).on(request -> tries.merge(request.toString(), 1, Integer::sum) == 1)));
        assertThat(ended.failure()).isEmpty();
        assertThat(tries.keySet()).anyMatch(request -> request.contains("PATCH"));
        tries.forEach((request, times) -> {
            if (request.contains("PATCH")) {
                assertThat(times).as(request).isGreaterThan(1);
            }
        });
    }

    /** Nearly every request fails, so that now and then patience ends: then the cluster has failed, and is not called done. */
    @Test
    void whatFailsForGoodIsNotCalledDoneAndARerunConverges() {
        Deployments deployments = fleet.deployments(ShopRelease.SECOND);
        deployments.clients = Optional.of(ImpatientClients.within(Duration.ofSeconds(1)));
        FaultyFleet.Ended ended = fleet.deploy(
                ShopRelease.SECOND,
                deployments,
                () -> inject(Faults.of(Fault.STORAGE_TIMEOUT, Fault.ANSWER_LOST, Fault.DROPPED)
                        .on(ClusterFaultsTest::writes)
                        .after(4)
                        .withShare(0.95, 8)));
        assertThat(ended.statuses()).isEqualTo(butOne("failed"));
        fleet.converges(ShopRelease.SECOND);
    }

    private void inject(Faults faults) {
        fleet.sandbox(BAD).inject(faults);
    }

    private static boolean writes(ServedRequest request) {
        return request.method().equals("PATCH") && !request.dryRun();
    }

    private static List<String> butOne(String status) {
        return List.of("succeeded", "succeeded", status, "succeeded", "succeeded");
    }
}
