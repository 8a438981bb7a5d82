package io.github.kitmaven.report;

import io.github.kitmaven.model.Shard;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The result of a shard once more, in a place of its own, so that those of all shards fit into one folder, as of a CI that lays out
 * the artifacts of all jobs together.
 */
public final class ShardJson implements RunListener {
    /** Where they are, below the folder for what kit makes. */
    public static final String FOLDER = "shards";

    private final Path file;

    /**
     * Makes the output.
     *
     * @param file where it goes
     */
    public ShardJson(Path file) {
        this.file = file;
    }

    /**
     * Names the place.
     *
     * @param target the folder for what kit makes
     * @param shard the shard
     * @return the file of its result
     */
    public static Path file(Path target, Shard shard) {
        return target.resolve(FOLDER)
                .resolve(shard.index() + "-of-" + shard.total())
                .resolve(ResultJson.NAME);
    }

    @Override
    public void ended(RunReport report) throws IOException {
        ResultJson.write(report, file);
    }
}
