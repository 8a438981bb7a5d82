package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource({"7, PT7S", "' 0 ', PT0S", "'Wed, 21 Oct 2015 07:28:00 GMT', PT0S"})
    void aPauseIsReadFromSecondsAndDates(String header, Duration pause) {
        assertThat(RetryAfter.pause(header)).contains(pause);
    }

    @Test
    void aDateAheadIsAPauseUntilThen() {
        String header = ZonedDateTime.now(ZoneOffset.UTC).plusHours(1).format(DateTimeFormatter.RFC_1123_DATE_TIME);

        assertThat(RetryAfter.pause(header).orElseThrow()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "1.5", "12345678901", "''"})
    void anotherTextIsNoPause(String header) {
        assertThat(RetryAfter.pause(header)).isEmpty();
    }
}
