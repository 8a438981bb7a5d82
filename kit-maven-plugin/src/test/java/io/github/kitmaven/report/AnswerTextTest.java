package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.report.FleetChanges.Change;
import io.github.kitmaven.report.FleetChanges.Moment;
import io.github.kitmaven.report.FleetChanges.Side;
import io.github.kitmaven.report.FleetStatus.OfCluster;
import io.github.kitmaven.report.FleetStatus.OfResource;
import io.github.kitmaven.report.FleetStatus.State;
import io.github.kitmaven.report.Period.Deploy;
import io.github.kitmaven.report.Period.End;
import io.github.kitmaven.report.Period.Outcome;
import io.github.kitmaven.validate.SharedFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each answer to the letter: scripts read it. */
class AnswerTextTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void aStatusHasALineForEachResourceOfEachCluster() {
        FleetStatus status = new FleetStatus(
                NOON,
                Optional.empty(),
                List.of(
                        new OfCluster(
                                "dev",
                                Optional.empty(),
                                List.of(
                                        resource("web", State.IN_STEP, "acme/web:1", "acme/side:2"),
                                        resource("settings", State.DRIFTED)),
                                List.of("ConfigMap shop/old")),
                        new OfCluster("test", Optional.empty(), List.of(resource("web", State.UNKNOWN)), List.of())));

        assertThat(AnswerText.of(status))
                .containsExactly(
                        "dev\tweb\tacme/web:1,acme/side:2\tin step",
                        "dev\tsettings\t-\tdrifted",
                        "test\tweb\t-\tunknown");
    }

    private static OfResource resource(String name, State state, String... images) {
        return new OfResource(name, state, List.of(images), List.of(), List.of("why"));
    }

    @Test
    void aHistoryHasALineForEachPeriodOfEachCluster() {
        Period open = new Period(
                "dev",
                "web",
                List.of("acme/web:2"),
                NOON,
                false,
                Optional.empty(),
                Outcome.IN_PROGRESS,
                Optional.empty(),
                new Deploy("", false, "Ada\tLovelace\n", "", 1, 0),
                Optional.empty());
        Period closed = new Period(
                        "test",
                        "web",
                        List.of(),
                        NOON,
                        true,
                        Optional.empty(),
                        Outcome.SUCCEEDED,
                        Optional.empty(),
                        new Deploy("0123456789", false, "ci", "", 1, 0),
                        Optional.empty())
                .ended(NOON.plusSeconds(90), End.REPLACED);
        FleetHistory history = new FleetHistory(
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new FleetHistory.Row(List.of(open, closed))),
                true,
                List.of(),
                List.of("dev", "test"));

        assertThat(AnswerText.of(history))
                .containsExactly(
                        "dev\tweb\tacme/web:2\t2026-01-02T12:00:00Z\t-\tin progress\t-\tAda Lovelace ",
                        "test\tweb\t-\t2026-01-02T12:00:00Z\t2026-01-02T12:01:30Z\tsucceeded\t0123456789\tci");
    }

    @Test
    void aComparisonHasALineForEachResourceThatChanged() {
        Moment moment = new Moment("24h", NOON, Optional.empty());
        Optional<Side> side = Optional.of(new Side(List.of("acme/web:2"), Outcome.SUCCEEDED));
        FleetChanges changes = new FleetChanges(
                NOON,
                moment,
                moment,
                List.of(new Change(List.of("dev", "test"), "web", Optional.empty(), side, List.of())),
                3,
                List.of(),
                List.of(),
                List.of("dev", "test"));

        assertThat(AnswerText.of(changes)).containsExactly("dev\tweb\t-\tacme/web:2", "test\tweb\t-\tacme/web:2");
    }

    @Test
    void aDiffHasALineForEachObjectThatWouldBeWritten() {
        Manifest web =
                manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}}");
        Manifest shop = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}");

        assertThat(AnswerText.of(List.of(
                        Results.planned("dev", Step.create(shop, false), Step.update(web, "drift", List.of())),
                        Results.planned(
                                "test", Step.unchanged(shop), Step.skip(web, "held"), Step.delete(web, "gone")))))
                .containsExactly(
                        "dev\tcreate\tNamespace\tshop",
                        "dev\tupdate\tDeployment\tshop/web",
                        "test\tdelete\tDeployment\tshop/web");
    }

    @Test
    void aValidationHasALineForEachFinding() {
        Origin place = new Origin("resources/web.mustache", 5, 3).renderedAs(new Origin("dev/web.yaml", 9, 1));
        Validation validation = new Validation(
                2,
                List.of(
                        shared(Finding.error("type", Diagnostic.at(place, "It is a\nnumber", "Quote it"))),
                        shared(Finding.warning(
                                "unused", Diagnostic.at(Origin.of("a.yaml"), "Nobody uses it", "Drop it"))),
                        shared(Finding.note("cel", Diagnostic.of("Not judged", "Ask a server")))));

        assertThat(AnswerText.of(validation))
                .containsExactly(
                        "resources/web.mustache:5:3: error: It is a number. Quote it [type]",
                        "a.yaml: warning: Nobody uses it. Drop it [unused]",
                        "note: Not judged. Ask a server [cel]");
    }

    private static SharedFinding shared(Finding finding) {
        return new SharedFinding(finding, List.of("dev"));
    }
}
