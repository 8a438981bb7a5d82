package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sandbox.Fault;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.WatchFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxFaultsTest {
    private static final List<String> CLUSTERS = List.of("eu-1", "eu-2", "local");

    @ParameterizedTest
    @CsvSource({
        "status=401, UNAUTHORIZED",
        "status=429, TOO_MANY_REQUESTS",
        "status=500, INTERNAL_ERROR",
        "status=503, UNAVAILABLE",
        "storage-timeout, STORAGE_TIMEOUT",
        "drop, DROPPED",
        "lose-answer, ANSWER_LOST",
        "cut-answer, ANSWER_CUT",
        "silent, SILENT"
    })
    void aFaultHappensToAllRequestsOrToAShare(String word, Fault fault) {
        Faults all = only(word);
        assertThat(all.kinds()).containsExactly(fault);
        assertThat(all.share()).isEqualTo(1);
        assertThat(only(word + "@30%").share()).isEqualTo(0.3);
        assertThat(only(word + "@0%").share()).isZero();
        assertThat(SandboxFaults.WORDS).contains(word);
    }

    @ParameterizedTest
    @CsvSource({"watch=410, EXPIRED", "watch=silent, DEAD", "watch=cut, CUT"})
    void watchesHaveFaultsOfTheirOwn(String word, WatchFault fault) {
        assertThat(only(word).watches()).contains(fault);
        assertThat(only(word).kinds()).isEmpty();
        assertThat(SandboxFaults.WORDS).contains(word);
    }

    @ParameterizedTest
    @CsvSource({"20ms, 20", "2s, 2000", "1m, 60000"})
    void latencyIsALengthOfTime(String word, int millis) {
        assertThat(only("latency=" + word).latency()).isEqualTo(Duration.ofMillis(millis));
        assertThat(SandboxRequest.latency(word)).contains(Duration.ofMillis(millis));
        assertThat(SandboxRequest.latency("-" + word)).isEqualTo(Optional.empty());
    }

    @Test
    void eachIsForTheClustersItNames() {
        SandboxFaults faults = parse("eu-*:drop@10%, local:silent\n# status=500\nlatency=1s # slow\n\n");
        assertThat(kinds(faults, "eu-2")).containsExactly(List.of(Fault.DROPPED), List.of());
        assertThat(kinds(faults, "local")).containsExactly(List.of(Fault.SILENT), List.of());
        assertThat(faults.of("local")[1].latency()).isEqualTo(Duration.ofSeconds(1));
        assertThat(parse(" ").of("local")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dorp",
                "status=404",
                "status=500@101%",
                "status=500@30",
                "latency=2s@10%",
                "latency=soon",
                "watch=410@1%",
                ":drop",
                "eu-1:",
                "drop @10%",
                "Drop"
            })
    void aMistakeIsToldWithAllThatIsAllowed(String word) {
        assertThatThrownBy(() -> parse("drop," + word))
                .isInstanceOf(UserException.class)
                .hasMessage("'" + word + "' in kit.sandbox.faults is no fault that a sandbox knows. Write"
                        + " [CLUSTER:]FAULT[@SHARE%], joined by commas, such as production:status=500@30%,drop@10%; the"
                        + " faults are status=401, status=429, status=500, status=503, storage-timeout, drop,"
                        + " lose-answer, cut-answer, silent, latency=200ms, watch=410, watch=silent, watch=cut, of which"
                        + " latency and watch take no share.");
    }

    @Test
    void aClusterThatIsNotThereIsToldWithTheOneThatWasMeant() {
        assertThatThrownBy(() -> parse("lokal:drop"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("-Dkit.sandbox.faults: nothing is named lokal")
                .hasMessageContaining("local");
    }

    private static Faults only(String text) {
        Faults[] faults = parse(text).of("local");
        assertThat(faults).hasSize(1);
        return faults[0];
    }

    private static Stream<List<Fault>> kinds(SandboxFaults faults, String cluster) {
        return Stream.of(faults.of(cluster)).map(Faults::kinds);
    }

    private static SandboxFaults parse(String text) {
        return SandboxFaults.parse("kit.sandbox.faults", text, CLUSTERS);
    }
}
