package io.github.kitmaven.report;

import io.github.kitmaven.problem.Finding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Something to be said at a line of a file of the repo.
 *
 * @param severity how bad it is
 * @param rule what found it
 * @param problem what it is, where, and what to do
 * @param where the clusters that it is about, in words; may be empty
 */
public record Annotation(Severity severity, String rule, ProblemReport problem, String where) {

    /**
     * What a validation found.
     *
     * @param validation the validation
     * @return its findings
     */
    public static List<Annotation> of(Validation validation) {
        return validation.findings().stream()
                .map(shared -> new Annotation(
                        shared.finding().severity(),
                        shared.finding().rule(),
                        ProblemReport.of(shared.finding().diagnostic(), UnaryOperator.identity()),
                        shared.clusters().isEmpty() ? "" : " (" + ValidationText.where(shared.clusters()) + ")"))
                .toList();
    }

    /**
     * What failed in a run.
     *
     * @param report the run
     * @return what failed, worst first, at its template; then the image files whose new image can't be had
     */
    public static List<Annotation> of(RunReport report) {
        List<Annotation> all = new ArrayList<>();
        report.failures().forEach(problem -> all.add(new Annotation(Severity.ERROR, report.goal(), problem, "")));
        if (!report.failures().isEmpty()) {
            all.addAll(imageFiles(report));
        }
        return all;
    }

    private static List<Annotation> imageFiles(RunReport report) {
        Map<SourceReport, Set<String>> clusters = new LinkedHashMap<>();
        Map<SourceReport, String> why = new HashMap<>();
        for (ClusterReport cluster : report.clusters()) {
            for (ObjectReport object : cluster.objects()) {
                for (SourceReport file : object.imageFilesAtFault()) {
                    clusters.computeIfAbsent(file, key -> new LinkedHashSet<>()).add(cluster.name());
                    why.putIfAbsent(
                            file,
                            object.title() + " can't run this image: "
                                    + object.health().orElseThrow().reason());
                }
            }
        }
        return clusters.entrySet().stream()
                .map(entry -> new Annotation(
                        Severity.ERROR,
                        report.goal(),
                        new ProblemReport(
                                why.getOrDefault(entry.getKey(), ""),
                                Optional.of(new PlaceReport(
                                        entry.getKey().file(), entry.getKey().line(), 0, Optional.empty())),
                                Optional.of("Push the image, or set the one before"),
                                List.of()),
                        " (" + ValidationText.where(List.copyOf(entry.getValue())) + ")"))
                .toList();
    }

    /** {@return all of it in words, without the place where that is shown anyway} */
    String words(boolean placed) {
        ProblemReport told = new ProblemReport(
                problem.message(), placed ? Optional.empty() : problem.origin(), problem.advice(), List.of());
        String details = problem.details().stream().map(line -> "\n" + line).collect(Collectors.joining());
        return told.text() + where + details;
    }
}
