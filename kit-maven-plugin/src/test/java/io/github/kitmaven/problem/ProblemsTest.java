package io.github.kitmaven.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Origin;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void allAreToldOnceSortedByPlace() {
        IntStream.rangeClosed(1, 12).parallel().forEach(i -> problems.attempt(() -> fail("b.yaml", i % 4)));
        problems.attempt(() -> fail("a.yaml", 9));
        problems.add(Diagnostic.of("no place", "Think"));

        assertThatThrownBy(problems::throwIfAny)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "no place. Think.",
                        "a.yaml:9: wrong. Mend it.",
                        "b.yaml: wrong. Mend it.",
                        "b.yaml:1: wrong. Mend it.",
                        "b.yaml:2: wrong. Mend it.",
                        "b.yaml:3: wrong. Mend it."));
    }

    @Test
    void whatIsWrongInSeveralClustersIsSortedByWhatWasRendered() {
        Problems problems = new Problems();
        Origin place = new Origin("resources/web.mustache", 2, 1);
        for (String cluster : List.of("eu", "dev", "us")) {
            Origin output = new Origin(cluster + "/web.yaml", 3, 1);
            problems.add(Diagnostic.at(place.renderedAs(output), "wrong", "Mend it"));
        }

        assertThatThrownBy(problems::throwIfAny)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "resources/web.mustache:2:1 (rendered: dev/web.yaml:3): wrong. Mend it.",
                        "resources/web.mustache:2:1 (rendered: eu/web.yaml:3): wrong. Mend it.",
                        "resources/web.mustache:2:1 (rendered: us/web.yaml:3): wrong. Mend it."));
    }

    @Test
    void whatSucceedsIsHandedOn() {
        assertThat(problems.attempt(() -> 5)).contains(5);
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void aBrokenWorldIsToldAsSuchWithAllTheRest() {
        problems.attempt(() -> fail("a.yaml", 9));
        problems.add(new EnvironmentException(Diagnostic.of("no answer", "Wait"), null));

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("no answer. Wait." + System.lineSeparator() + "a.yaml:9: wrong. Mend it.");
    }

    private static int fail(String file, int line) {
        throw new UserException(Diagnostic.at(new Origin(file, line, 0), "wrong", "Mend it"));
    }
}
