package io.github.kitmaven.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.testing.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Manifests that clusters take give rise to no finding. */
class RealManifestsTest {
    private static final Path PARITY = Path.of("src/test/resources/parity");

    @Test
    void theShopHasNoFault() {
        Map<String, List<ManifestFile>> clusters = new TreeMap<>();
        Folders.read(PARITY.resolve("shop/expected")).forEach((file, text) -> {
            String cluster = file.substring(0, file.indexOf('/'));
            clusters.computeIfAbsent(cluster, it -> new ArrayList<>())
                    .add(new ManifestFile(new SourceText(file, text), "shop"));
        });
        List<String> found = new ArrayList<>();
        clusters.values()
                .forEach(files -> ManifestChecks.knowing(files.stream()).of(files, true).stream()
                        .map(RealManifestsTest::line)
                        .forEach(found::add));
        assertThat(clusters).isNotEmpty();
        assertThat(found)
                .as("what the shop says of a Service whose pods run outside of the repo")
                .containsExactly(
                        "WARNING service-selects-nothing eu-prod/legacy-svc.yaml:13:5: Service legacy-svc: no pod of"
                                + " the cluster's manifests has the labels that spec.selector wants. Let the labels of a pod template"
                                + " in the same namespace have them.");
    }

    static String line(Finding finding) {
        return finding.severity() + " " + finding.rule() + " "
                + finding.diagnostic().text();
    }
}
