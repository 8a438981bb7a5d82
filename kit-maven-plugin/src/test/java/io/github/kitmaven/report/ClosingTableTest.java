package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClosingTableTest {

    @Test
    void whatEndedAlikeIsOneRowAndFailuresComeLast() {
        Map<String, Duration> times = Map.of("ap-1", Duration.ofSeconds(2), "eu-1", Duration.ofSeconds(75));
        assertThat(ClosingTable.of(
                        ended(Reportings.deploy().clusters()), name -> times.getOrDefault(name, Duration.ZERO)))
                .containsExactly(
                        "  cluster     result       objects                              time",
                        "  ap-1, eu-1  succeeded    1 updated, 1 unchanged               1 min 15 s",
                        "  sa-1        superseded",
                        "  eu-2        failed       1 updated, 1 unchanged, 1 unhealthy",
                        "  us-1        unreachable");
    }

    @Test
    void whatWasRefusedWasNotDone() {
        ObjectResult refused =
                new ObjectResult(Reportings.update(), Optional.of(Diagnostic.of("refused", "look")), Optional.empty());
        List<ClusterResult> clusters = new ArrayList<>();
        IntStream.range(0, 6)
                .forEach(i -> clusters.add(new ClusterResult(
                        Results.cluster("c" + i, false), Status.FAILED, List.of(refused), List.of())));
        clusters.add(Results.planned("d", Step.unchanged(Reportings.update().manifest())));
        assertThat(ClosingTable.of(ended(clusters), name -> Duration.ZERO))
                .containsExactly(
                        "  cluster                result   objects        time",
                        "  d                      planned",
                        "  c0, c1, c2 and 3 more  failed   1 not written");
    }

    private static List<ClosingTable.Ended> ended(List<ClusterResult> clusters) {
        return clusters.stream().map(ClosingTable.Ended::of).toList();
    }
}
