package io.github.kitmaven.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as API objects hold them: UTC, whole seconds. */
final class Timestamps {
    private Timestamps() {}

    static String now() {
        return of(Instant.now());
    }

    static String of(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Instant parse(String text) {
        return Instant.parse(text);
    }
}
