package io.github.kitmaven.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong in many clusters is told once. */
class SharedFindingTest {

    private static Finding at(String file, int line) {
        return Finding.error("some-rule", Diagnostic.at(new Origin(file, line, 1), "wrong", "mend it"));
    }

    private static Finding at(Origin place) {
        return Finding.error("some-rule", Diagnostic.at(place, "wrong", "mend it"));
    }

    @Test
    void theSameInATemplateIsOneWhereverItIsRendered() {
        Origin template = new Origin("resources/x.mustache", 2, 1);
        Finding inA = at(template.renderedAs(new Origin("a/x.yaml", 7, 1)));
        Finding inB = at(template.renderedAs(new Origin("b/x.yaml", 3, 1)));

        List<SharedFinding> all = SharedFinding.all(List.of(), Map.of("b", List.of(inB), "a", List.of(inA)));

        assertThat(all)
                .singleElement()
                .satisfies(shared -> assertThat(shared.clusters()).containsExactly("a", "b"));
    }

    @Test
    void theSameOfAnotherFileOrMessageOrSeverityIsAnother() {
        Finding warning = Finding.warning("some-rule", Diagnostic.at(new Origin("a/x.yaml", 1, 1), "wrong", "mend it"));
        Finding other = Finding.error("some-rule", Diagnostic.at(new Origin("a/x.yaml", 1, 1), "odd", "mend it"));

        List<SharedFinding> all = SharedFinding.all(
                List.of(), Map.of("a", List.of(at("a/x.yaml", 1), at("a/y.yaml", 1), warning, other)));

        assertThat(all).hasSize(4);
    }

    @Test
    void twoPlacesInTheRepoAreTwo() {
        List<SharedFinding> all = SharedFinding.all(
                List.of(at("resources/x.yaml", 9)),
                Map.of(
                        "a", List.of(at("resources/x.yaml", 1), at("resources/x.yaml", 2)),
                        "b", List.of(at("resources/x.yaml", 2))));

        assertThat(all.stream()
                        .map(shared -> shared.finding().diagnostic().origin().orElseThrow() + " " + shared.clusters()))
                .containsExactly("resources/x.yaml:1:1 [a]", "resources/x.yaml:2:1 [a, b]", "resources/x.yaml:9:1 []");
    }

    @Test
    void whatTwoRulesFindIsToldByTheFirst() {
        Finding second = Finding.error("other-rule", at("a/x.yaml", 1).diagnostic());

        assertThat(SharedFinding.all(List.of(), Map.of("a", List.of(at("a/x.yaml", 1), second))))
                .singleElement()
                .satisfies(shared -> assertThat(shared.finding().rule()).isEqualTo("some-rule"));
    }
}
