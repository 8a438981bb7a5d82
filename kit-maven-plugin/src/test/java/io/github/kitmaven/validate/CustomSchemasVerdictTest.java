package io.github.kitmaven.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.validate.CustomSchemaCases.Case;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real kube-apiserver takes and refuses what the table says. */
@Tag("real-control-plane")
@Timeout(120)
class CustomSchemasVerdictTest {
    private static VerdictServer server;

    @BeforeAll
    static void start() {
        server = VerdictServer.start("schema-verdicts");
        for (int i = 0; i < CustomSchemaCases.kinds().size(); i++) {
            server.define(
                    CustomSchemaCases.definitions().get(i),
                    "acme.example/v1",
                    CustomSchemaCases.kinds().get(i));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isThatOfTheTable(Case each) {
        Optional<String> refusal = server.refusal(each.object());
        assertThat(refusal.isPresent())
                .as(refusal.orElse("accepted"))
                .isEqualTo(each.verdict().equals("refuses"));
    }

    static Stream<Case> cases() {
        return CustomSchemaCases.all().stream().filter(each -> !each.verdict().equals("ours"));
    }
}
