package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A finding, told once for all clusters that it was found in.
 *
 * @param finding what was found, placed where the first of them has it
 * @param clusters the names of the clusters, sorted; none if it is about the repo and not about what a cluster gets
 */
public record SharedFinding(Finding finding, List<String> clusters) {

    /**
     * Puts what was found together.
     *
     * @param ofRepo what was found in the repo
     * @param ofClusters what was found in each cluster, by the cluster's name
     * @return each finding once, sorted by place
     */
    public static List<SharedFinding> all(List<Finding> ofRepo, Map<String, List<Finding>> ofClusters) {
        Map<Same, SharedFinding> first = new LinkedHashMap<>();
        Map<Same, TreeSet<String>> names = new LinkedHashMap<>();
        ofRepo.forEach(finding -> {
            Same same = Same.of(finding);
            first.putIfAbsent(same, new SharedFinding(finding, List.of()));
            names.putIfAbsent(same, new TreeSet<>());
        });
        ofClusters.forEach((cluster, findings) -> findings.forEach(finding -> {
            Same same = Same.of(finding);
            first.putIfAbsent(same, new SharedFinding(finding, List.of()));
            names.computeIfAbsent(same, any -> new TreeSet<>()).add(cluster);
        }));
        List<SharedFinding> all = new ArrayList<>();
        first.forEach((same, shared) ->
                all.add(new SharedFinding(shared.finding, List.copyOf(names.getOrDefault(same, new TreeSet<>())))));
        all.sort(java.util.Comparator.comparing(SharedFinding::finding, Finding.BY_PLACE));
        return List.copyOf(all);
    }

    /** What makes two findings the same. The rule is not part of it: two may find the same. */
    private record Same(Severity severity, String message, String place) {

        static Same of(Finding finding) {
            String place = finding.diagnostic()
                    .origin()
                    .map(origin -> origin.file() + ":" + origin.line() + ":" + origin.column())
                    .orElse("");
            return new Same(finding.severity(), finding.diagnostic().message(), place);
        }
    }
}
