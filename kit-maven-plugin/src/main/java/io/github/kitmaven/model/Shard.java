package io.github.kitmaven.model;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A part of the fleet, where several runs share the work: every n-th cluster. The shards of one total have each cluster once.
 *
 * @param index which one it is, counted from 1
 * @param total how many there are
 */
public record Shard(int index, int total) {

    /**
     * Makes a shard.
     *
     * @param index which one it is, counted from 1
     * @param total how many there are
     * @throws IllegalArgumentException if there is no such shard
     */
    public Shard {
        if (index < 1 || index > total) {
            throw new IllegalArgumentException("there is no shard " + index + " of " + total);
        }
    }

    /**
     * Takes what belongs to this shard: counted in the order of their names, whatever order they come in, so that all runs
     * count alike.
     *
     * @param <T> what is shared
     * @param all all of it
     * @param name names one; no two have the same name
     * @return this shard's, in the order they came in
     */
    public <T> List<T> of(List<T> all, Function<T, String> name) {
        List<String> names = all.stream().map(name).sorted().toList();
        Set<String> mine = IntStream.range(0, names.size())
                .filter(i -> i % total == index - 1)
                .mapToObj(names::get)
                .collect(Collectors.toSet());
        return all.stream().filter(one -> mine.contains(name.apply(one))).toList();
    }

    /** {@return such as {@code 3/8}, as {@code kit.shard} takes it} */
    public String value() {
        return index + "/" + total;
    }

    /** {@return such as {@code shard 3 of 8}} */
    @Override
    public String toString() {
        return "shard " + index + " of " + total;
    }
}
