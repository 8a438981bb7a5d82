package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.ClusterPlanned;
import io.github.kitmaven.event.Event.ClusterUnreachable;
import io.github.kitmaven.event.Event.FleetFound;
import io.github.kitmaven.event.Event.LeaseAwaited;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.testing.SetClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetProgressTest {
    private static final ManifestKey WEB = manifest(
                    "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}}")
            .key();
    private final SetClock clock = new SetClock();
    private final FleetProgress progress = new FleetProgress(clock);

    @Test
    void nothingIsToldBeforeThereAreClusters() {
        assertThat(progress.lines()).isEmpty();
    }

    @Test
    void whilePlanningItCountsWhatIsKnown() {
        progress.on(new FleetFound(List.of("ap", "eu", "us")));
        progress.on(new ClusterPlanned("eu", Map.of("create", 2, "unchanged", 5)));
        progress.on(new ClusterUnreachable("us", Diagnostic.of("no answer", "look")));
        clock.pass(Duration.ofMillis(1500));
        assertThat(progress.lines()).containsExactly("Planning: 2 of 3 clusters known   1.5 s");
    }

    @Test
    void whileDeployingItTellsWhatEachClusterWaitsFor() {
        plan("ap", "eu-west", "sa", "us");
        assertThat(progress.lines()).as("before anything is written").isEmpty();
        progress.on(new ObjectApplied("ap", WEB, "create"));
        progress.on(new ObjectApplied("eu-west", WEB, "create"));
        progress.on(new ObjectApplied("eu-west", WEB, "create"));
        progress.on(new RolloutChanged("eu-west", WEB, RolloutState.PROGRESSING, "1 of 2 replicas are available"));
        progress.on(new LeaseAwaited("sa", "Jane", "12:00", 1));
        clock.pass(Duration.ofSeconds(75));
        progress.on(new ClusterFinished("us", false, 1, 4));
        assertThat(progress.lines())
                .containsExactly(
                        "1 of 4 clusters done, 1 of them failed   1 min 15 s",
                        "  ap       1 of 2 written   1 min 15 s",
                        "  eu-west  Deployment shop/web: 1 of 2 replicas are available   1 min 15 s",
                        "  sa       waiting for another run   1 min 15 s");

        progress.on(new RolloutChanged("eu-west", WEB, RolloutState.HEALTHY, "all are available"));
        progress.on(new ClusterFinished("eu-west", true, 2, 4));
        assertThat(progress.done("eu-west")).isEqualTo("in 1 min 15 s, 2 objects written");
        assertThat(progress.lines()).hasSize(3).first().asString().startsWith("2 of 4 clusters done");
    }

    @Test
    void moreThanATerminalHoldsAreCounted() {
        String[] names = IntStream.range(10, 30).mapToObj(i -> "c" + i).toArray(String[]::new);
        plan(names);
        List.of(names).forEach(name -> progress.on(new ObjectApplied(name, WEB, "create")));
        assertThat(progress.lines()).hasSize(12).endsWith("  and 10 more");
    }

    private void plan(String... clusters) {
        progress.on(new FleetFound(List.of(clusters)));
        List.of(clusters).forEach(name -> progress.on(new ClusterPlanned(name, Map.of("create", 2))));
    }
}
