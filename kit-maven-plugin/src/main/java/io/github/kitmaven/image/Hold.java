package io.github.kitmaven.image;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps an image file at its image: builds of the service leave it alone until the hold is lifted or over. It stands in the
 * file under the key {@code hold}, as a map of what is known, or just as {@code true}.
 *
 * @param reason why
 * @param by who wanted it
 * @param until when it is over; empty where somebody has to lift it
 */
public record Hold(Optional<String> reason, Optional<String> by, Optional<Instant> until) {
    /** How to write when a hold is over, for messages. */
    public static final String TIMES = "Write a day, 2026-12-31, or a time with its zone, 2026-12-31T12:00:00Z";

    private static final String KEY = "hold";
    private static final String ADVICE = "Write hold: true, or give it reason, by and until";
    private static final Set<String> NO = Set.of("false", "null", "~", "");

    /**
     * Reads the hold of an image file.
     *
     * @param file the file's path, for messages
     * @param text the file's text
     * @return the hold; empty where there is none
     * @throws UserException where the file is no YAML, or what it says of a hold can't be understood
     */
    public static Optional<Hold> of(String file, String text) {
        YamlFile yaml = YamlFile.parse(file, text);
        Optional<YamlFile.Value> plain = yaml.find(KEY);
        if (plain.isPresent()) {
            return of(plain.get());
        }
        if (!yaml.hasMap(KEY, ADVICE)) {
            return Optional.empty();
        }
        return Optional.of(new Hold(
                yaml.find(KEY, "reason").map(YamlFile.Value::text),
                yaml.find(KEY, "by").map(YamlFile.Value::text),
                yaml.find(KEY, "until").map(Hold::time)));
    }

    private static Optional<Hold> of(YamlFile.Value plain) {
        String word = plain.text().toLowerCase(Locale.ROOT);
        if (NO.contains(word)) {
            return Optional.empty();
        }
        if (!word.equals("true")) {
            throw new UserException(
                    Diagnostic.at(plain.origin(), "hold \"" + plain.text() + "\" is neither true nor a map", ADVICE));
        }
        return Optional.of(new Hold(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Instant time(YamlFile.Value until) {
        return until(until.text())
                .orElseThrow(() -> new UserException(
                        Diagnostic.at(until.origin(), "hold.until \"" + until.text() + "\" is no time", TIMES)));
    }

    /**
     * Reads when a hold is over. A day holds to its end.
     *
     * @param text a day, or a time with its zone
     * @return the time; empty where the text is neither
     */
    public static Optional<Instant> until(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Tells whether it still holds.
     *
     * @param now the time
     * @return whether its end lies ahead, or it has none
     */
    public boolean holdsAt(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /**
     * Adds it to an image file, in the place of the hold that is there.
     *
     * @param file the file's path, for messages
     * @param text the file's text
     * @return the text with the hold at its end; everything else is as it was
     * @throws UserException where the file is no YAML map, or can't be edited without changing more
     */
    public String in(String file, String text) {
        return new KeyBlock(file, KEY).with(text, this::lines);
    }

    /**
     * Removes the hold of an image file.
     *
     * @param file the file's path, for messages
     * @param text the file's text
     * @return the text without it; the very same text where there is none
     * @throws UserException where the file is no YAML map, or can't be edited without changing more
     */
    public static String lift(String file, String text) {
        return new KeyBlock(file, KEY).without(text);
    }

    private String lines(String lineBreak) {
        StringBuilder lines = new StringBuilder(KEY + ":");
        if (reason.isEmpty() && by.isEmpty() && until.isEmpty()) {
            lines.append(" true");
        }
        lines.append(lineBreak);
        reason.ifPresent(
                value -> lines.append("  reason: ").append(quoted(value)).append(lineBreak));
        by.ifPresent(value -> lines.append("  by: ").append(quoted(value)).append(lineBreak));
        until.ifPresent(value -> lines.append("  until: ").append(value).append(lineBreak));
        return lines.toString();
    }

    private static String quoted(String value) {
        return "'" + value.replaceAll("\\s+", " ").strip().replace("'", "''") + "'";
    }

    /** {@return the hold in words: {@code held by Jane until 2026-12-01T00:00:00Z: rolled back to deploy 41}} */
    public String words() {
        return "held" + by.map(who -> " by " + who).orElse("")
                + until.map(end -> " until " + end).orElse("")
                + reason.map(why -> ": " + why).orElse("");
    }
}
