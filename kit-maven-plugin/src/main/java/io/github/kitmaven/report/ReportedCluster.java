package io.github.kitmaven.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.event.Event.RolloutState;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.HealthReport.TroubleReport;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Trouble;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What of a cluster's report is kept to tell how it ended, without all of its objects.
 *
 * @param failing the result that the report was made of, with its unhealthy objects only, as far as telling of them needs it
 * @param ended its line in the closing table
 * @param counts how many objects fall under each action
 */
record ReportedCluster(ClusterResult failing, ClosingTable.Ended ended, Map<String, Integer> counts) {

    static ReportedCluster of(ClusterReport report) {
        Path none = Path.of("");
        ClusterResult failing = new ClusterResult(
                new Cluster(
                        report.name(),
                        "",
                        report.type(),
                        "",
                        report.environment(),
                        report.allowFailure(),
                        report.sandbox(),
                        Optional.empty(),
                        none,
                        none),
                ClusterResult.Status.valueOf(upper(report.status())),
                report.objects().stream()
                        .filter(object ->
                                object.health().filter(HealthReport::failed).isPresent())
                        .map(ReportedCluster::object)
                        .toList(),
                report.problems().stream().map(ReportedCluster::diagnostic).toList());
        return new ReportedCluster(failing, ClosingTable.Ended.of(report), report.counts());
    }

    String name() {
        return failing.name();
    }

    static Diagnostic diagnostic(ProblemReport problem) {
        return new Diagnostic(
                problem.message(), problem.origin().map(ReportedCluster::origin), problem.advice(), problem.details());
    }

    private static ObjectResult object(ObjectReport object) {
        ObjectNode tree = JsonFile.object();
        tree.put("apiVersion", object.apiVersion()).put("kind", object.kind());
        ObjectNode metadata = tree.putObject("metadata").put("name", object.name());
        if (!object.namespace().isEmpty()) {
            metadata.put("namespace", object.namespace());
        }
        Step step = new Step(
                new Manifest(tree, origin(object.origin())),
                object.done(),
                object.reason(),
                List.of(),
                false,
                object.unchecked());
        return new ObjectResult(
                step,
                object.problem().map(ReportedCluster::diagnostic),
                object.health().map(ReportedCluster::health));
    }

    private static ObjectHealth health(HealthReport health) {
        return new ObjectHealth(
                RolloutState.valueOf(upper(health.state())),
                health.reason(),
                Duration.ofMillis(Math.round(health.seconds() * 1000)),
                health.certainty().map(it -> Certainty.valueOf(upper(it))).orElse(Certainty.UNKNOWN),
                health.troubles().stream().map(ReportedCluster::trouble).toList(),
                new Evidence(
                        health.event().map(it -> new Evidence.Event(it.reason(), it.message(), it.times())),
                        health.log().map(it -> new Evidence.Log(it.pod(), it.container(), it.previous(), it.lines()))),
                health.ignored());
    }

    private static Trouble trouble(TroubleReport trouble) {
        return new Trouble(
                trouble.pod(),
                trouble.container(),
                trouble.reason(),
                trouble.message(),
                trouble.exit(),
                trouble.times(),
                Instant.MIN,
                Trouble.Gravity.FATAL);
    }

    private static Origin origin(PlaceReport place) {
        return new Origin(
                place.file(), place.line(), place.column(), place.rendered().map(ReportedCluster::origin));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
