package io.github.kitmaven.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}. Source of the rule: RFC 9110: seconds, or a date. */
public final class RetryAfter {
    private RetryAfter() {}

    /**
     * Reads it.
     *
     * @param header the header's value
     * @return how long to wait, nothing where the date is over; empty where it says neither seconds nor a date
     */
    public static Optional<Duration> pause(String header) {
        try {
            Duration pause = header.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(
                            Instant.now(), ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
