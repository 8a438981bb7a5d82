package io.github.kitmaven.report;

import io.github.kitmaven.model.Shard;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run is, before anything came of it.
 *
 * @param uuid what tells it from every other
 * @param who tells who runs it
 * @param deployId the deploy's id; empty where it has none
 * @param build the address of the CI's build; empty where there is none
 * @param shard the part of the clusters that it is about; empty where it is all that were chosen
 */
public record RunInfo(
        String uuid, Supplier<String> who, Optional<String> deployId, Optional<String> build, Optional<Shard> shard) {
    /** A run of which nothing is known. */
    public static final RunInfo NONE = new RunInfo("", "", Optional.empty(), Optional.empty());

    /**
     * A run of all that were chosen.
     *
     * @param uuid what tells it from every other
     * @param by who runs it
     * @param deployId the deploy's id; empty where it has none
     * @param build the address of the CI's build; empty where there is none
     */
    public RunInfo(String uuid, String by, Optional<String> deployId, Optional<String> build) {
        this(uuid, by, deployId, build, Optional.empty());
    }

    /**
     * A run of which all is known.
     *
     * @param uuid what tells it from every other
     * @param by who runs it
     * @param deployId the deploy's id; empty where it has none
     * @param build the address of the CI's build; empty where there is none
     * @param shard the part of the clusters that it is about; empty where it is all that were chosen
     */
    public RunInfo(String uuid, String by, Optional<String> deployId, Optional<String> build, Optional<Shard> shard) {
        this(uuid, () -> by, deployId, build, shard);
    }

    /** {@return who runs it} */
    public String by() {
        return who.get();
    }
}
