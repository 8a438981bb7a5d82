package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    @ParameterizedTest
    @CsvSource({"90s, 90", "90, 90", "5m, 300", "1h30m, 5400", "1m30, 90", "2h, 7200"})
    void lengthsOfTimeAreWrittenAsInKubectl(String text, long seconds) {
        assertThat(TimeSpan.parse("kit.timeout", text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0s", "-5s", "soon", "5 m", "1.5h", "99999999s"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> TimeSpan.parse("kit.timeout", text))
                .isInstanceOf(UserException.class)
                .hasMessage("kit.timeout is '" + text
                        + "', which is no length of time. Write it as 90s, 5m, 1h30m, or in seconds.");
    }

    @Test
    void aWordThatIsNoChoiceIsRefusedWithTheChoices() {
        assertThat(Choice.of("kit.wait", "all", "all", "none")).isEqualTo("all");
        assertThatThrownBy(() -> Choice.of("kit.wait", "some", "all", "none"))
                .isInstanceOf(UserException.class)
                .hasMessage("kit.wait is 'some'. Set it to one of all, none.");
    }
}
