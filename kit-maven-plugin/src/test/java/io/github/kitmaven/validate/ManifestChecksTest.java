package io.github.kitmaven.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.testing.Folders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code validate/<case>.yaml} holds manifests of a cluster, and {@code <case>.txt} what is found in them. The first
 * line of a case tells what a server does with it: {@code accepts}, {@code refuses}, lets unknown fields fall and so
 * {@code prunes}, needs the case's own {@code crd}; or {@code -} where an old one can't tell, or where
 * a deploy completes what it would refuse.
 */
class ManifestChecksTest {
    static final Map<String, String> CASES = Folders.read(Path.of("src/test/resources/validate"));

    @ParameterizedTest
    @MethodSource("names")
    void findsWhatTheTableSays(String name) {
        List<ManifestFile> files =
                List.of(new ManifestFile(new SourceText(name, CASES.getOrDefault(name, "")), "shop"));
        String found = ManifestChecks.knowing(files.stream()).of(files, true).stream()
                .sorted(Finding.BY_PLACE)
                .map(ManifestChecksTest::line)
                .collect(Collectors.joining());
        assertThat(found).isEqualTo(CASES.getOrDefault(expected(name), "(missing)"));
    }

    @Test
    void everyTableHasItsManifests() {
        assertThat(CASES.keySet().stream().filter(name -> name.endsWith(".txt")))
                .containsExactlyInAnyOrderElementsOf(
                        names().map(ManifestChecksTest::expected).toList());
    }

    static Stream<String> names() {
        return CASES.keySet().stream().filter(name -> name.endsWith(".yaml"));
    }

    private static String expected(String name) {
        return name.replace(".yaml", ".txt");
    }

    private static String line(Finding finding) {
        return finding.severity() + " " + finding.rule() + "\n  "
                + finding.diagnostic().text() + "\n";
    }
}
