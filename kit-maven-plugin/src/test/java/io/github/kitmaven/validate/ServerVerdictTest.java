package io.github.kitmaven.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks refuse what a real kube-apiserver refuses, and nothing else: on every case that it can judge. */
@Tag("real-control-plane")
@Timeout(120)
class ServerVerdictTest {
    private static VerdictServer server;

    @BeforeAll
    static void start() {
        server = VerdictServer.start("validate-verdicts");
        server.define(text("custom-resource.yaml"), "acme.example/v1", "Cart");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isThatOfTheChecks(String name) {
        List<ManifestFile> files = List.of(new ManifestFile(new SourceText(name, text(name)), "default"));
        boolean prunes = text(name).startsWith("# server: prunes");
        boolean refusedByUs = ManifestChecks.knowing(files.stream()).of(files, true).stream()
                .filter(finding -> !prunes || !finding.rule().equals("unknown-field"))
                .map(Finding::severity)
                .anyMatch(Severity.ERROR::equals);
        Optional<String> refusal = server.refusal(text(name));

        assertThat(refusal.isPresent()).as(refusal.orElse("accepted")).isEqualTo(refusedByUs);
        assertThat(refusal.isPresent()).as(refusal.orElse("accepted")).isEqualTo(isToBeRefused(name));
    }

    static Stream<String> cases() {
        return ManifestChecksTest.names().filter(name -> !text(name).startsWith("# server: -"));
    }

    private static boolean isToBeRefused(String name) {
        String wanted = text(name).lines().findFirst().orElse("");
        return wanted.endsWith("refuses") || (wanted.endsWith("crd") && !name.equals("custom-resource.yaml"));
    }

    private static String text(String name) {
        return ManifestChecksTest.CASES.getOrDefault(name, "");
    }
}
