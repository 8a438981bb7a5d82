package io.github.kitmaven.report;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a goal answers to programs of a shell: lines without a heading, fields with a tab between, a dash for one that is not
 * there. An answer that has nothing to tell has no line.
 */
public final class AnswerText {
    private static final String NONE = "-";

    private AnswerText() {}

    /**
     * Answers how clusters stand to the repo.
     *
     * @param status the status
     * @return a line for each resource of each cluster: cluster, resource, images with commas between, state
     */
    public static List<String> of(FleetStatus status) {
        return status.clusters().stream()
                .flatMap(cluster -> cluster.resources().stream()
                        .map(resource -> line(
                                cluster.name(),
                                resource.name(),
                                list(resource.images()),
                                resource.state().label())))
                .toList();
    }

    /**
     * Answers which images ran where from when to when.
     *
     * @param history the history
     * @return a line for each period of each cluster, newest first: cluster, resource, images, begin, end, outcome, commit,
     *     who deployed
     */
    public static List<String> of(FleetHistory history) {
        return history.rows().stream()
                .flatMap(row -> row.periods().stream())
                .map(period -> line(
                        period.cluster(),
                        period.resource(),
                        list(period.images()),
                        period.from().toString(),
                        period.to().map(Instant::toString).orElse(NONE),
                        period.outcome().label(),
                        period.deploy().commit(),
                        period.deploy().who()))
                .toList();
    }

    /**
     * Answers what changed between two moments.
     *
     * @param changes what changed
     * @return a line for each resource of each cluster that changed: cluster, resource, images before, images after
     */
    public static List<String> of(FleetChanges changes) {
        return changes.changes().stream()
                .flatMap(change -> change.clusters().stream()
                        .map(cluster ->
                                line(cluster, change.resource(), images(change.before()), images(change.after()))))
                .toList();
    }

    private static String images(Optional<FleetChanges.Side> side) {
        return side.map(it -> list(it.images())).orElse(NONE);
    }

    /**
     * Answers what a deploy would change.
     *
     * @param clusters a result for each cluster
     * @return a line for each object that it would write: cluster, action, kind, namespace/name
     */
    public static List<String> of(List<ClusterResult> clusters) {
        return clusters.stream()
                .flatMap(cluster -> cluster.objects().stream()
                        .map(ObjectResult::step)
                        .filter(step -> step.action().writes())
                        .map(step -> line(
                                cluster.name(),
                                step.action().label(),
                                step.manifest().shown("kind"),
                                name(step))))
                .toList();
    }

    private static String name(Step step) {
        String namespace = step.manifest().shown("metadata", "namespace");
        String name = step.manifest().shown("metadata", "name");
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /**
     * Answers what is wrong, in the form of compilers.
     *
     * @param validation the findings
     * @return a line for each: {@code file:line:column: severity: message}, as much of the place as is known
     */
    public static List<String> of(Validation validation) {
        return validation.findings().stream()
                .map(shared -> of(shared.finding()))
                .toList();
    }

    private static String of(Finding finding) {
        Diagnostic diagnostic = finding.diagnostic();
        String place = diagnostic.origin().map(origin -> place(origin) + ": ").orElse("");
        String advice = diagnostic.advice().map(todo -> ". " + todo).orElse("");
        return plain(place + finding.severity().name().toLowerCase(Locale.ROOT) + ": " + diagnostic.message() + advice
                + " [" + finding.rule() + "]");
    }

    private static String place(Origin origin) {
        return Stream.of(origin.line(), origin.column())
                .filter(number -> number > 0)
                .map(number -> ":" + number)
                .collect(Collectors.joining("", origin.file(), ""));
    }

    private static String list(List<String> values) {
        return String.join(",", values);
    }

    private static String line(String... fields) {
        return Stream.of(fields)
                .map(field -> field.isEmpty() ? NONE : plain(field))
                .collect(Collectors.joining("\t"));
    }

    /** A name of a person, or the words of a file, may hold what would end a field or a line. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
