package io.github.kitmaven.report;

import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.Diagnostic;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run made of those that shared its clusters: what it would have told if one machine had done it all. */
public final class MergedRun {
    private static final RunReport.Progress NONE = new RunReport.Progress(0, 0, 0, 0, 0, 0);

    /** A cluster, and where its report is. */
    private record Member(ReportedCluster cluster, ShardResult shard, int index) {}

    private final List<ShardResult> shards;
    private final Instant begin;
    private final List<Member> members;
    private final Result result;

    /**
     * Merges runs of one goal, which have no cluster in common.
     *
     * @param shards the runs, at least one
     * @param missing what there is to say of runs that are not among them
     */
    public MergedRun(List<ShardResult> shards, List<Diagnostic> missing) {
        this.shards = List.copyOf(shards);
        this.begin = shards.stream()
                .map(ShardResult::begin)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        this.members = members(shards);
        Instant end = shards.stream()
                .map(ShardResult::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        this.result = new Result(
                shards.get(0).goal(),
                begin,
                Duration.between(begin, end),
                agreed(ShardResult::commit),
                members.stream().map(member -> member.cluster().failing()).toList(),
                Stream.concat(missing.stream(), problems().stream()).toList());
    }

    private static List<Member> members(List<ShardResult> shards) {
        List<Member> members = new ArrayList<>();
        for (ShardResult shard : shards) {
            for (int i = 0; i < shard.clusters().size(); i++) {
                members.add(new Member(shard.clusters().get(i), shard, i));
            }
        }
        members.sort(Comparator.comparing(member -> member.cluster().name()));
        return members;
    }

    /** {@return how it ended; of objects it has only those that are not healthy} */
    public Result result() {
        return result;
    }

    /** {@return all of it; each cluster is read when it is asked for} */
    public RunReport report() {
        return new RunReport(
                RunReport.VERSION,
                result.goal(),
                isSuccessful(),
                begin.toString(),
                result.took().toMillis() / 1000.0,
                result.commit(),
                reports()
                        .map(RunReport::by)
                        .filter(by -> !by.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                agreed(it -> Optional.of(it.report().uuid())).orElse(""),
                agreed(ShardResult::deployId),
                agreed(it -> it.report().build()),
                Optional.empty(),
                reports().map(RunReport::progress).reduce(NONE, RunReport.Progress::plus),
                result.problems().stream().map(MergedRun::reported).toList(),
                failures(),
                clusters(),
                events());
    }

    /** What the table of a deploy's end tells. */
    List<ClosingTable.Ended> ended() {
        return members.stream().map(member -> member.cluster().ended()).toList();
    }

    /** How many objects of the clusters that were worked on fall under each action. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        members.stream()
                .map(Member::cluster)
                .filter(cluster -> cluster.failing().status() != ClusterResult.Status.PLANNED)
                .forEach(cluster -> cluster.counts().forEach((action, n) -> counts.merge(action, n, Integer::sum)));
        return counts;
    }

    private boolean isSuccessful() {
        return result.successful() && reports().allMatch(RunReport::successful);
    }

    private Stream<RunReport> reports() {
        return shards.stream().map(ShardResult::report);
    }

    /** What all shards say that say anything; empty where they differ. */
    private Optional<String> agreed(Function<ShardResult, Optional<String>> what) {
        List<String> said = shards.stream()
                .flatMap(it -> what.apply(it).stream())
                .distinct()
                .toList();
        return said.size() == 1 ? Optional.of(said.get(0)) : Optional.empty();
    }

    /** What ended shards before they had clusters; it tells which, unless all of them ended so. */
    private List<Diagnostic> problems() {
        Map<ProblemReport, List<ShardResult>> same = new LinkedHashMap<>();
        for (ShardResult shard : shards) {
            shard.report()
                    .problems()
                    .forEach(it ->
                            same.computeIfAbsent(it, key -> new ArrayList<>()).add(shard));
        }
        List<Diagnostic> all = new ArrayList<>();
        same.forEach((problem, of) ->
                all.add(of.size() == shards.size() ? ReportedCluster.diagnostic(problem) : ofShards(problem, of)));
        return all;
    }

    private static Diagnostic ofShards(ProblemReport problem, List<ShardResult> of) {
        Diagnostic one = ReportedCluster.diagnostic(problem);
        String which = of.stream()
                .map(it -> it.shard().map(Shard::toString).orElse(it.file()))
                .collect(Collectors.joining(", "));
        return new Diagnostic(one.message() + " (" + which + ")", one.origin(), one.advice(), one.details());
    }

    private List<ProblemReport> failures() {
        List<ClusterResult> failed =
                result.clusters().stream().filter(ClusterResult::failed).toList();
        return Stream.concat(FailureText.of(failed).stream(), result.problems().stream())
                .map(MergedRun::reported)
                .toList();
    }

    private static ProblemReport reported(Diagnostic problem) {
        return ProblemReport.of(problem, UnaryOperator.identity());
    }

    private List<ClusterReport> clusters() {
        return new AbstractList<>() {
            @Override
            public ClusterReport get(int index) {
                Member member = members.get(index);
                ClusterReport cluster = member.shard().report().clusters().get(member.index());
                return cluster.later(later(member.shard()));
            }

            @Override
            public int size() {
                return members.size();
            }
        };
    }

    /** How many seconds after the first of all shards this one began. */
    private double later(ShardResult shard) {
        return Duration.between(begin, shard.begin()).toMillis() / 1000.0;
    }

    /** Of shards that did not begin at once, so that the time before is not taken for theirs. */
    private Stream<EventReport> begun(ShardResult shard) {
        double later = later(shard);
        return later == 0
                ? Stream.empty()
                : shard.names().stream().map(name -> new EventReport(later, "begun", name, "", ""));
    }

    /** In order; a warning that several shards have is told once. */
    private List<EventReport> events() {
        Set<String> warned = new HashSet<>();
        return shards.stream()
                .flatMap(shard -> Stream.concat(
                        begun(shard), shard.report().events().stream().map(event -> event.later(later(shard)))))
                .sorted(Comparator.comparingDouble(EventReport::after))
                .filter(event -> !event.type().equals("warning") || warned.add(event.text()))
                .toList();
    }
}
