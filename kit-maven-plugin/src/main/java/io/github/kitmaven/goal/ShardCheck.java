package io.github.kitmaven.goal;

import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.ShardResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether results belong together: of one run of all clusters, each cluster in one of them. */
final class ShardCheck {
    private static final String ONE_RUN = "Merge the results of one run of all shards, and delete those of others";

    private final List<ShardResult> results;

    private ShardCheck(List<ShardResult> results) {
        this.results = results;
    }

    /**
     * Checks results.
     *
     * @param results the results, at least one
     * @return what is missing among them
     * @throws UserException if some contradict others, so that nothing can be made of all
     */
    static List<Diagnostic> missing(List<ShardResult> results) {
        return new ShardCheck(results).missing();
    }

    private List<Diagnostic> missing() {
        alike("goals", it -> Optional.of("kit:" + it.goal()));
        alike("commits", ShardResult::commit);
        alike("deploys", ShardResult::deployId);
        alike(
                "totals of shards",
                it -> Optional.of(it.shard().map(shard -> "of " + shard.total()).orElse("of no shard")));
        once(it -> it.shard().map(Shard::toString).stream().toList(), "Delete the older one");
        once(
                it -> it.names().stream().map(name -> "cluster " + name).toList(),
                "Give each job a kit.shard, or kit.clusters, of its own");
        return results.get(0).shard().map(shard -> missing(shard.total())).orElse(List.of());
    }

    private List<Diagnostic> missing(int total) {
        TreeSet<Integer> missing =
                IntStream.rangeClosed(1, total).boxed().collect(Collectors.toCollection(TreeSet::new));
        results.forEach(it -> missing.remove(it.shard().map(Shard::index).orElse(0)));
        return missing.stream()
                .map(index -> new Shard(index, total))
                .map(shard -> Diagnostic.of(
                        "There is no result of " + shard + ", so nobody knows what it did",
                        "Look into the log of its job; mvn kit:"
                                + results.get(0).goal() + " -Dkit.shard=" + shard.value() + " does it again"))
                .toList();
    }

    private void alike(String what, Function<ShardResult, Optional<String>> of) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        results.forEach(it -> of.apply(it)
                .ifPresent(word ->
                        files.computeIfAbsent(word, key -> new ArrayList<>()).add(it.file())));
        if (files.size() > 1) {
            List<String> words = new ArrayList<>();
            files.forEach((word, in) -> words.add(word + " in " + Console.listed(in)));
            throw new UserException(
                    Diagnostic.of("The results are of different " + what + ": " + String.join("; ", words), ONE_RUN));
        }
    }

    private void once(Function<ShardResult, List<String>> names, String advice) {
        Map<String, String> known = new LinkedHashMap<>();
        List<Diagnostic> twice = new ArrayList<>();
        for (ShardResult result : results) {
            for (String name : names.apply(result)) {
                String first = known.putIfAbsent(name, result.file());
                if (first != null) {
                    twice.add(Diagnostic.of(
                            "There are two results of " + name + ": " + first + " and " + result.file(), advice));
                }
            }
        }
        if (!twice.isEmpty()) {
            throw new UserException(twice);
        }
    }
}
