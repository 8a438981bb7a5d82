package io.github.kitmaven.goal;

import io.github.kitmaven.git.CommitLog;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.FleetChanges.Moment;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the moments that a user names: days, times, spans of time until now, commits, tags. */
final class Moments {
    private static final String ADVICE =
            "Write a day, 2026-12-31, a time, 2026-12-31T12:00 (UTC) or 2026-12-31T12:00:00+01:00, how long ago, 90m, 24h or"
                    + " 7d, or a commit or tag of the deployments repo";
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([dhm])");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(java.util.Locale.ROOT);

    private final CommitLog log;
    private final Path folder;
    private final Instant now;

    Moments(CommitLog log, Path folder, Instant now) {
        this.log = log;
        this.folder = folder;
        this.now = now;
    }

    /** Two moments. */
    record Two(Moment from, Moment to) {}

    /**
     * Reads two moments with {@code ..} between; without the second, it is now.
     *
     * @throws UserException if they are no moments, or the second comes before the first
     */
    Two between(String text) {
        int dots = text.indexOf("..");
        if (dots <= 0) {
            throw new UserException(Diagnostic.of(
                    "kit.between is '" + text + "', which is not two moments",
                    "Write it as 2026-12-30..2026-12-31. " + ADVICE));
        }
        Moment from = of("kit.between", text.substring(0, dots).strip());
        String second = text.substring(dots + 2).strip();
        Moment to = second.isEmpty() ? new Moment("now", now, Optional.empty()) : of("kit.between", second);
        if (from.time().isAfter(to.time())) {
            throw new UserException(Diagnostic.of(
                    "kit.between is '" + text + "', whose second moment (" + to.time() + ") comes before the first ("
                            + from.time() + ")",
                    "Write the earlier one first"));
        }
        return new Two(from, to);
    }

    /**
     * Reads a moment.
     *
     * @throws UserException if it is none
     */
    Moment of(String property, String text) {
        return time(text)
                .map(time -> new Moment(text, time, Optional.empty()))
                .or(() -> commit(text))
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        property + ": '" + text + "' is neither a time nor a commit of this clone", ADVICE)));
    }

    private Optional<Moment> commit(String text) {
        return log.find(folder, text).map(commit -> new Moment(text, commit.time(), Optional.of(commit.id())));
    }

    private Optional<Instant> time(String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            return Optional.of(now.minus(
                    switch (ago.group(2)) {
                        case "d" -> Duration.ofDays(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofMinutes(number);
                    }));
        }
        try {
            if (!text.contains("T")) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            TemporalAccessor read = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    read instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(read).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty(); // a commit, perhaps
        }
    }
}
