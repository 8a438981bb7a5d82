package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a user's Maven downloads with the plugin, as CONTRIBUTING.md lists it. */
class PluginSizeTest {
    private static final Pattern ROW = Pattern.compile("\\| ([a-zA-Z0-9., -]+) \\| (\\d+) \\| .{10,} \\|");

    /** Maven gives its own to plugins, and fetches none. */
    private static final String OF_MAVEN = "slf4j-api";

    /** The jars that plugin.xml, made of the POM's runtime scope, names, on the class path of the tests. */
    private static Map<String, Long> jars() throws Exception {
        BuiltXml plugin = BuiltXml.read("maven/plugin.xml");
        List<String> names = plugin.texts("/plugin/dependencies/dependency/artifactId");
        List<String> versions = plugin.texts("/plugin/dependencies/dependency/version");
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .toList();
        Map<String, Long> sizes = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            String file = names.get(i) + "-" + versions.get(i) + ".jar";
            Path jar = classPath.stream()
                    .filter(it -> it.endsWith(file))
                    .findFirst()
                    .orElseThrow();
            sizes.put(names.get(i), Files.size(jar));
        }
        sizes.remove(OF_MAVEN);
        return sizes;
    }

    /** The rows of the table: the jars' names, and the kilobytes that they may have together. */
    private static Map<List<String>, Long> rows() throws IOException {
        Map<List<String>, Long> rows = new LinkedHashMap<>();
        Files.readAllLines(Path.of("../CONTRIBUTING.md")).stream()
                .dropWhile(line -> !line.equals("## What users download"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> rows.put(List.of(row.group(1).split(", ")), Long.valueOf(row.group(2))));
        return rows;
    }

    @Test
    void everyJarIsInTheTable() throws Exception {
        assertThat(rows().keySet().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(jars().keySet()));
    }

    @Test
    void noneIsLargerThanTheTableSays() throws Exception {
        Map<String, Long> jars = jars();
        rows().forEach((names, kilobytes) -> assertThat(names.stream()
                                .mapToLong(name -> jars.getOrDefault(name, 0L))
                                .sum()
                        / 1000)
                .as("%s, in kB", names)
                .isBetween(kilobytes * 9 / 10, kilobytes));
    }

    @Test
    void theSumIsThatOfTheTable() throws Exception {
        assertThat(Files.readString(Path.of("../CONTRIBUTING.md")))
                .contains(String.format(
                        java.util.Locale.ROOT,
                        "%d jars, %.1f MB",
                        jars().size(),
                        rows().values().stream().mapToLong(Long::longValue).sum() / 1000.0));
    }
}
