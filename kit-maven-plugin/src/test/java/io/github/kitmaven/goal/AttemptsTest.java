package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void stopsAtTheFirstResult() {
        assertThat(attempts(3).make(number -> number == 2 ? Optional.of("done") : Optional.<String>empty()))
                .contains("done");
        assertThat(pauses).hasSize(1);
    }

    @Test
    void triesOnceMoreThanItRetries() {
        List<Integer> numbers = new ArrayList<>();
        assertThat(attempts(2).make(number -> {
                    numbers.add(number);
                    return Optional.empty();
                }))
                .isEmpty();
        assertThat(numbers).containsExactly(1, 2, 3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void withoutRetriesItTriesOnce() {
        assertThat(attempts(0).make(number -> Optional.empty())).isEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void onceTheTimeIsOverItTriesNoMore() {
        Attempts impatient = new Attempts(new Retries(10, Duration.ZERO), pauses::add, event -> {});
        assertThat(impatient.make(number -> Optional.empty())).isEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void aNegativeNumberIsRefused() {
        assertThatThrownBy(() -> attempts(-1))
                .isInstanceOf(UserException.class)
                .hasMessage("kit.retries is -1. Give a number of 0 or more, 10 being the default.");
    }

    private Attempts attempts(int retries) {
        return new Attempts(new Retries(retries, Duration.ofMinutes(5)), pauses::add, event -> {});
    }
}
