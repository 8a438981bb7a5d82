package io.github.kitmaven.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.validate.CustomSchemaCases.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every keyword of the schemas of CustomResourceDefinitions, judged as the table says; a real server judges it, too. */
class CustomSchemasTest {

    @ParameterizedTest
    @MethodSource("cases")
    void judgesAsTheTableSays(Case each) {
        assertThat(found(each.object()))
                .containsExactlyElementsOf(each.says().isEmpty() ? List.of() : List.of(each.says()));
    }

    static Stream<Case> cases() {
        return CustomSchemaCases.all().stream();
    }

    @Test
    void theDefinitionsHaveNoFault() {
        assertThat(found()).isEmpty();
    }

    private static List<String> found(String... objects) {
        List<String> all = new ArrayList<>(CustomSchemaCases.definitions());
        all.addAll(List.of(objects));
        List<ManifestFile> files =
                List.of(new ManifestFile(new SourceText("row.yaml", String.join("\n---\n", all)), "shop"));
        return ManifestChecks.knowing(files.stream()).of(files, true).stream()
                .sorted(Finding.BY_PLACE)
                .map(finding ->
                        finding.diagnostic().text().replaceAll("^row.yaml:\\d+:\\d+: ((Row|Whole.) \\w+: )?", ""))
                .toList();
    }
}
