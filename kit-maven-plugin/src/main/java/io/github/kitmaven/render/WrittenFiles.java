package io.github.kitmaven.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What kit's last write left in a folder that may hold other files: a list beside kit's other results, a line a file. */
final class WrittenFiles {
    private final Path list;

    private WrittenFiles(Path list) {
        this.list = list;
    }

    static WrittenFiles of(Path results, Path folder) {
        String id = UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return new WrittenFiles(results.resolve("written").resolve(id + ".txt"));
    }

    Set<String> read() throws IOException {
        return Files.exists(list) ? new LinkedHashSet<>(Files.readAllLines(list)) : Set.of();
    }

    void write(Collection<String> files) throws IOException {
        Files.createDirectories(list.getParent());
        Files.writeString(list, files.stream().map(file -> file + "\n").collect(Collectors.joining()));
    }
}
