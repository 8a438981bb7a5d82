package io.github.kitmaven.report;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.rollout.Verdict.Failed.Certainty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What failed, as people read it at the end: worst first, and what is the same on many clusters once. What was not written
 * comes before what was written but is unhealthy, the surest causes of that first; clusters that did not answer come last.
 */
public final class FailureText {

    /** What makes two unhealthy objects one problem. */
    private record Cause(String kind, String name, Certainty certainty, String words) {}

    /** One problem of one cluster, by what it says without the cluster's name. */
    private record Told(String cluster, Diagnostic problem) {
        String template() {
            Pattern name = Pattern.compile("(?i)(cluster )" + Pattern.quote(cluster) + "(?![\\w-])");
            return name.matcher(problem.message()).replaceAll("$1*");
        }
    }

    private FailureText() {}

    /**
     * Words what failed.
     *
     * @param failed the clusters where something did
     * @return the problems, in the order to show them
     */
    public static List<Diagnostic> of(List<ClusterResult> failed) {
        List<Told> first = new ArrayList<>();
        List<Told> last = new ArrayList<>();
        List<Unhealthy> unhealthy = new ArrayList<>();
        for (ClusterResult cluster : failed) {
            Set<Diagnostic> told = new LinkedHashSet<>(cluster.problems());
            for (Unhealthy one : unhealthy(cluster)) {
                // where unhealthy objects are only warned of, they are no problem of the cluster
                if (told.remove(one.problem())) {
                    unhealthy.add(one);
                }
            }
            List<Told> rest = cluster.status() == Status.UNREACHABLE ? last : first;
            told.forEach(problem -> rest.add(new Told(cluster.name(), problem)));
        }
        List<Diagnostic> lines = new ArrayList<>(once(first));
        lines.addAll(byCause(unhealthy));
        lines.addAll(once(last));
        return lines;
    }

    private static List<Unhealthy> unhealthy(ClusterResult cluster) {
        return cluster.objects().stream()
                .flatMap(object -> object.health().stream()
                        .filter(ObjectHealth::failed)
                        .map(health ->
                                new Unhealthy(cluster.name(), object.step().manifest(), health)))
                .toList();
    }

    private static List<Diagnostic> once(List<Told> problems) {
        Map<String, List<Told>> same = new LinkedHashMap<>();
        problems.forEach(told ->
                same.computeIfAbsent(told.template(), key -> new ArrayList<>()).add(told));
        return same.values().stream().map(FailureText::onceOf).toList();
    }

    private static Diagnostic onceOf(List<Told> same) {
        Diagnostic first = same.get(0).problem();
        List<String> others =
                names(same.subList(1, same.size()).stream().map(Told::cluster).toList());
        return others.isEmpty()
                ? first
                : new Diagnostic(
                        first.message() + "; the same in " + Console.count(others.size(), "more cluster") + ": "
                                + Console.listed(others),
                        first.origin().map(origin -> origin.source()),
                        first.advice(),
                        first.details());
    }

    private static List<Diagnostic> byCause(List<Unhealthy> unhealthy) {
        Map<Cause, List<Unhealthy>> causes = new LinkedHashMap<>();
        for (Unhealthy one : unhealthy) {
            Cause cause =
                    new Cause(one.key().kind(), one.key().name(), one.health().certainty(), one.cause());
            causes.computeIfAbsent(cause, key -> new ArrayList<>()).add(one);
        }
        return causes.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Cause, List<Unhealthy>> entry) ->
                                entry.getKey().certainty())
                        .thenComparing(entry -> -entry.getValue().size()))
                .map(entry -> problem(entry.getValue()))
                .toList();
    }

    private static Diagnostic problem(List<Unhealthy> same) {
        Unhealthy first = same.get(0);
        if (same.size() == 1) {
            return first.problem();
        }
        boolean oneKey = same.stream().map(Unhealthy::key).distinct().count() == 1;
        List<String> places = names(same.stream()
                .map(one -> oneKey
                        ? one.cluster()
                        : one.cluster() + "/" + one.manifest().shown("metadata", "namespace"))
                .toList());
        String what = oneKey
                ? first.key().toString()
                : first.manifest().shown("kind") + " " + first.manifest().shown("metadata", "name");
        return first.problemOfMany(what + " is unhealthy in "
                + Console.count(places.size(), oneKey ? "cluster" : "namespace") + ": " + Console.listed(places));
    }

    private static List<String> names(List<String> all) {
        return all.stream().distinct().toList();
    }
}
