package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.explain.Explained;
import io.github.kitmaven.explain.Explained.Role;
import io.github.kitmaven.explain.Explanation;
import io.github.kitmaven.explain.Setting;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.render.RenderedFile;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line that a real repo renders leads to a template, and every value on it to the places that set it. */
class ExplainEveryLineTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "STRIPE_KEY", "sk_test_123",
            "STRIPE_MODE", "test",
            "SECRET", "s&é",
            "HEX", "hé",
            "ASCII", "é",
            "BIN", "é",
            "RAW", "r=w");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"shop", "odd"})
    void ofARealRepo(String name) throws Exception {
        Path repo = Folders.copy(Path.of("src/test/resources/parity").resolve(name), temp.resolve("repo"));
        Render.Request request = new Render.Request(repo, Selection.of("", "", ""), DeployId.NONE, Optional.empty());
        for (RenderedCluster cluster :
                new Render(ENVIRONMENT, NoSops.create(), any -> {}).run(request).clusters()) {
            for (RenderedFile file : cluster.files()) {
                List<String> lines = file.as("").shown().lines().toList();
                for (int i = 1; i <= lines.size(); i++) {
                    check(repo, request, cluster.cluster().name() + "/" + file.name() + ":" + i, lines.get(i - 1));
                }
            }
        }
    }

    private static void check(Path repo, Render.Request request, String line, String text) throws Exception {
        Explanation explanation = new Explain(ENVIRONMENT, NoSops.create(), (root, places) -> Optional.empty())
                .line(request, RenderedLine.of(line));
        var printed = explanation.line().orElseThrow().printed();

        assertThat(printed.text().stripTrailing()).isEqualTo(text.stripTrailing());
        List<String> template = Files.readAllLines(repo.resolve(printed.source().file()));
        assertThat(template.size()).isGreaterThanOrEqualTo(printed.source().line());
        for (Explained explained : explanation.values()) {
            if (explained.role() == Role.PRINTED && explained.value().isPresent()) {
                assertThat(explained.settings().stream().filter(Setting::holds))
                        .describedAs(line + " " + explained)
                        .hasSize(1)
                        .allMatch(setting -> setting.origin().file().startsWith("-D")
                                || repo.resolve(setting.origin().file())
                                        .toFile()
                                        .isFile());
            }
        }
    }
}
