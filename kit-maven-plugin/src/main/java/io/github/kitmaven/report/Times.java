package io.github.kitmaven.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and commits as tables show them. */
final class Times {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SHORT = 8;

    private Times() {}

    /** Such as {@code 2026-01-02 12:00:00}, in UTC. */
    static String utc(Instant time) {
        return UTC.format(time);
    }

    /** The begin of a commit's id; a dash where there is none. */
    static String commit(String id) {
        return id.isEmpty() ? "-" : id.substring(0, Math.min(SHORT, id.length()));
    }
}
