package io.github.kitmaven.goal;

import io.github.kitmaven.model.Shard;
import java.util.Optional;

/**
 * How far what a run says of all clusters goes.
 *
 * @param shard the shard that it is about; empty where it is all that were chosen
 * @param words what follows "any cluster"
 */
record Part(Optional<Shard> shard, String words) {
    /** What shards say, put together: each stands for itself. */
    static final Part SHARDS = new Part(Optional.empty(), " of their shards");

    /** What one run says. */
    Part(Optional<Shard> shard) {
        this(shard, shard.isPresent() ? " of this shard" : "");
    }
}
