package io.github.kitmaven.goal;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.report.ResultJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results that a user names: files, folders with result.json files anywhere in them, and globs of either.
 *
 * @param files the files, each once, sorted
 * @param problems names that nothing goes by
 */
record ResultFiles(List<Path> files, List<Diagnostic> problems) {

    /**
     * Looks for them.
     *
     * @param basedir what relative names start from
     * @param names names and globs, separated by commas
     */
    static ResultFiles of(Path basedir, String names) {
        TreeSet<Path> files = new TreeSet<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (String name : names.split(",")) {
            if (!name.isBlank()) {
                List<Path> found = found(basedir, name.strip());
                files.addAll(found);
                if (found.isEmpty()) {
                    problems.add(Diagnostic.of(
                            "There is no " + ResultJson.NAME + " at " + name.strip() + ", below " + basedir,
                            "Fetch what the jobs with kit.shard left in target/kit/shards, or name it with"
                                    + " -Dkit.report.from"));
                }
            }
        }
        return new ResultFiles(List.copyOf(files), problems);
    }

    private static List<Path> found(Path basedir, String name) {
        String[] parts = name.replace('\\', '/').split("/");
        int plain = 0;
        while (plain < parts.length && !parts[plain].matches(".*[*?\\[{].*")) {
            plain++;
        }
        String begin = Arrays.stream(parts).limit(plain).collect(Collectors.joining("/"));
        Path folder = basedir.resolve(name.startsWith("/") && begin.isEmpty() ? "/" : begin)
                .normalize();
        try {
            if (plain == parts.length) {
                return Files.isDirectory(folder) ? below(folder) : Files.exists(folder) ? List.of(folder) : List.of();
            }
            String glob = Arrays.stream(parts).skip(plain).collect(Collectors.joining("/"));
            return matching(folder, FileSystems.getDefault().getPathMatcher("glob:" + glob));
        } catch (PatternSyntaxException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            throw new EnvironmentException(
                    Diagnostic.of("Can't look into " + folder + ": " + e, "Let this user read it"), e);
        }
    }

    private static List<Path> matching(Path folder, PathMatcher glob) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> matched;
        try (Stream<Path> all = Files.walk(folder)) {
            matched = all.filter(path -> glob.matches(folder.relativize(path))).toList();
        }
        List<Path> files = new ArrayList<>();
        for (Path path : matched) {
            files.addAll(Files.isDirectory(path) ? below(path) : List.of(path));
        }
        return files;
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.endsWith(ResultJson.NAME) && Files.isRegularFile(path))
                    .toList();
        }
    }
}
