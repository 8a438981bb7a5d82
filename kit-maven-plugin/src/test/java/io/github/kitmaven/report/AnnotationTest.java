package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What failed is told at its template, and an image that can't be had at its image file, too. */
class AnnotationTest {
    private static final SourceReport FILE = new SourceReport(
            "image", "web.image", "images/acme/web/master.yaml", 1, Optional.empty(), Optional.empty());
    private static final SourceReport TEMPLATE =
            new SourceReport("template", "", "resources/web.mustache", 9, Optional.empty(), Optional.empty());

    @Test
    void anImageThatCanNotBeHadIsToldAtItsImageFile() {
        List<Annotation> annotations = Annotation.of(report("ImagePullBackOff"));

        assertThat(annotations).hasSize(2);
        assertThat(annotations.get(0).problem().origin().orElseThrow().file()).isEqualTo("resources/web.mustache");
        assertThat(annotations.get(1).problem().origin())
                .contains(new PlaceReport("images/acme/web/master.yaml", 1, 0, Optional.empty()));
        assertThat(annotations.get(1).words(true))
                .isEqualTo(
                        "Deployment shop/web can't run this image: it is stuck. Push the image, or set the one before."
                                + " (in 2 clusters: eu-1, eu-2)");
    }

    @Test
    void whatElseFailsIsNotTheImageFilesFault() {
        assertThat(Annotation.of(report("CrashLoopBackOff"))).hasSize(1);
    }

    private static RunReport report(String reason) {
        ObjectHealth health = new ObjectHealth(
                RolloutState.FAILED,
                "it is stuck",
                Duration.ZERO,
                Certainty.STUCK,
                List.of(Results.trouble("web-1", reason, "no such image")),
                Evidence.NONE,
                Map.of());
        Result result = new Result(
                "deploy",
                Reportings.NOON,
                Duration.ZERO,
                Optional.empty(),
                List.of(cluster("eu-1", health), cluster("eu-2", health)),
                List.of());
        ChangeSources sources = cluster -> Map.of(
                ChangeSources.Field.of(
                        Reportings.update().manifest(),
                        Reportings.update().changes().get(0)),
                List.of(TEMPLATE, FILE));
        return new Reporting(RunInfo.NONE, new Secrets()::mask, new Timeline(Clock.systemUTC()), sources).of(result);
    }

    private static ClusterResult cluster(String name, ObjectHealth health) {
        ObjectResult object = new ObjectResult(Reportings.update(), Optional.empty(), Optional.of(health));
        Unhealthy unhealthy = new Unhealthy(name, Reportings.update().manifest(), health);
        return new ClusterResult(
                Results.cluster(name, false), Status.FAILED, List.of(object), List.of(unhealthy.problem()));
    }
}
