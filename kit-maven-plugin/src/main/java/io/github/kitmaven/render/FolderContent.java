package io.github.kitmaven.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files below a folder, by their paths relative to it with {@code /} between folders. Hidden ones don't count. */
final class FolderContent {
    private final Path folder;
    private final Map<String, Long> sizes = new LinkedHashMap<>();
    private final Set<String> links = new HashSet<>();

    private FolderContent(Path folder) {
        this.folder = folder;
    }

    static FolderContent scan(Path folder) throws IOException {
        FolderContent content = new FolderContent(folder);
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder.toRealPath(), content.new Scan(folder.toRealPath()));
        }
        return content;
    }

    Set<String> files() {
        return sizes.keySet();
    }

    /** {@return those of the files that are symbolic links or otherwise strange} */
    Set<String> links() {
        return links;
    }

    /** Tells whether a file holds a text, to the byte. */
    boolean holds(String file, @Nullable String text) throws IOException {
        Long size = sizes.get(file);
        if (text == null || size == null) {
            return false;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return size == bytes.length && Arrays.equals(Files.readAllBytes(folder.resolve(file)), bytes);
    }

    /**
     * Writes files where their bytes differ, and tells how many did. One folder after the other: file systems make files
     * several times faster where the last one was made.
     */
    int write(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        file -> file.getKey().substring(0, file.getKey().lastIndexOf('/') + 1),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .parallelStream()
                .mapToInt(files -> (int) files.stream()
                        .filter(file -> write(file.getKey(), file.getValue()))
                        .count())
                .sum();
    }

    /** Deletes files, and the folders that are empty then. */
    void delete(List<String> stale) throws IOException {
        for (String file : stale) {
            Path path = folder.resolve(file);
            Files.delete(path);
            for (Path up = path.getParent(); up != null && !up.equals(folder) && isEmpty(up); up = up.getParent()) {
                Files.delete(up);
            }
        }
    }

    private boolean write(String file, String text) {
        try {
            if (holds(file, text)) {
                return false;
            }
            Files.writeString(folder.resolve(file), text);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    private final class Scan extends SimpleFileVisitor<Path> {
        private final Path start;

        Scan(Path start) {
            this.start = start;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(start) && isHidden(directory);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file)) {
                String name = start.relativize(file).toString().replace('\\', '/');
                sizes.put(name, attributes.size());
                if (!attributes.isRegularFile()) {
                    links.add(name);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }
}
