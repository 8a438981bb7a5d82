package io.github.kitmaven.report;

import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.PodImages;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Clock;
import java.time.Instant;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes the report of a result: words only, each masked. */
final class Reporting {
    private final RunInfo info;
    private final UnaryOperator<String> mask;
    private final Timeline timeline;
    private final ChangeSources sources;

    Reporting(RunInfo info, UnaryOperator<String> mask, Timeline timeline, ChangeSources sources) {
        this.info = info;
        this.mask = mask;
        this.timeline = timeline;
        this.sources = sources;
    }

    RunReport of(Result result) {
        return new RunReport(
                RunReport.VERSION,
                result.goal(),
                result.successful(),
                result.startedAt().toString(),
                result.took().toMillis() / 1000.0,
                result.commit(),
                mask.apply(info.by()),
                info.uuid(),
                info.deployId(),
                info.build().map(mask),
                info.shard(),
                RunReport.Progress.of(result.clusters()),
                result.problems().stream().map(this::problem).toList(),
                failures(result),
                clusters(result),
                timeline.events(result.startedAt(), mask));
    }

    private List<ProblemReport> failures(Result result) {
        List<ClusterResult> failed =
                result.clusters().stream().filter(ClusterResult::failed).toList();
        return Stream.concat(FailureText.of(failed).stream(), result.problems().stream())
                .map(this::problem)
                .toList();
    }

    /** Made cluster by cluster as they are asked for: those of a whole fleet would fill the memory. */
    private List<ClusterReport> clusters(Result result) {
        return new AbstractList<>() {
            @Override
            public ClusterReport get(int index) {
                return cluster(result.clusters().get(index), result.startedAt());
            }

            @Override
            public int size() {
                return result.clusters().size();
            }
        };
    }

    /** What is planned for a cluster, without what stays as it is. Whoever shows it masks it. */
    static ClusterReport plan(ClusterResult cluster) {
        List<ObjectResult> changing = cluster.objects().stream()
                .filter(object -> object.step().action() != Action.UNCHANGED)
                .toList();
        ClusterReport report = new Reporting(
                        RunInfo.NONE, UnaryOperator.identity(), new Timeline(Clock.systemUTC()), ChangeSources.NONE)
                .cluster(
                        new ClusterResult(cluster.cluster(), cluster.status(), changing, cluster.problems()),
                        Instant.EPOCH);
        return report.counting(counts(cluster));
    }

    private static Map<String, Integer> counts(ClusterResult cluster) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        cluster.counts().forEach((action, count) -> counts.put(action.label(), count));
        return counts;
    }

    ClusterReport cluster(ClusterResult cluster, Instant begin) {
        Map<ChangeSources.Field, List<SourceReport>> known = sources.of(cluster);
        return new ClusterReport(
                mask.apply(cluster.name()),
                mask.apply(cluster.cluster().type()),
                mask.apply(cluster.cluster().environment()),
                cluster.cluster().sandbox(),
                cluster.cluster().allowFailure(),
                cluster.status().label(),
                counts(cluster),
                cluster.problems().stream().map(this::problem).toList(),
                cluster.objects().stream()
                        .map(object -> object(object, cluster.name(), begin, known))
                        .toList());
    }

    private ObjectReport object(
            ObjectResult object, String cluster, Instant begin, Map<ChangeSources.Field, List<SourceReport>> known) {
        Step step = object.step();
        Manifest manifest = step.manifest();
        return new ObjectReport(
                shown(manifest, "apiVersion"),
                shown(manifest, "kind"),
                shown(manifest, "metadata", "namespace"),
                shown(manifest, "metadata", "name"),
                Stream.of(KitAnnotations.ALIAS_NAME, KitAnnotations.ORIGINAL_NAME)
                        .map(name -> shown(manifest, "metadata", "annotations", name))
                        .filter(alias -> !alias.isEmpty())
                        .findFirst(),
                mask.apply(resource(manifest)),
                PodImages.of(manifest).stream().map(mask).toList(),
                PlaceReport.of(manifest.origin(), mask),
                step.action().label(),
                mask.apply(step.reason()),
                step.unchecked(),
                step.changes().stream()
                        .map(change ->
                                change(change, known.getOrDefault(ChangeSources.Field.of(manifest, change), List.of())))
                        .toList(),
                timeline.appliedAfter(cluster, step.key(), begin),
                object.problem().map(this::problem),
                object.health().map(health -> HealthReport.of(health, mask)));
    }

    /** What only the cluster still has tells it by its label. */
    private static String resource(Manifest manifest) {
        return manifest.resource().isEmpty()
                ? manifest.shown("metadata", "labels", KitLabels.RESOURCE)
                : manifest.resource();
    }

    private String shown(Manifest manifest, String... path) {
        return mask.apply(manifest.shown(path));
    }

    private ChangeReport change(FieldChange change, List<SourceReport> from) {
        return new ChangeReport(
                mask.apply(change.path()),
                change.before().map(mask),
                change.after().map(mask),
                change.owners().stream().map(mask).toList(),
                from);
    }

    private ProblemReport problem(Diagnostic problem) {
        return ProblemReport.of(problem, mask);
    }
}
