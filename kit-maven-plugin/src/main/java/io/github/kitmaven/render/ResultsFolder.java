package io.github.kitmaven.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where kit puts what it makes beside manifests: results, reports, the state of sandboxes. */
public final class ResultsFolder {
    private ResultsFolder() {}

    /**
     * Chooses it: {@code target/kit}, or where a checkout can't be written, {@code .kit} in the folder that was asked for.
     *
     * @param root the root of the deployments repo, absolute
     * @param output the folder for manifests that the user asks for, absolute, if he does
     * @return the folder, which need not exist
     */
    public static Path of(Path root, Optional<Path> output) {
        Path usual = root.resolve("target").resolve("kit");
        return output.filter(folder -> !isWritable(usual))
                .map(folder -> folder.resolve(".kit"))
                .orElse(usual);
    }

    /** Whether it can be made where it is not there, too. */
    private static boolean isWritable(Path folder) {
        return Stream.iterate(folder, path -> path != null, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .filter(Files::isDirectory)
                .filter(Files::isWritable)
                .isPresent();
    }
}
