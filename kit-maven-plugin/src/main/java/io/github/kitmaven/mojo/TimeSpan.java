package io.github.kitmaven.mojo;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parameter that takes a length of time, as kubectl writes it. */
final class TimeSpan {
    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s?)?");

    private TimeSpan() {}

    static Duration parse(String property, String value) {
        Matcher form = FORM.matcher(value.strip());
        Duration time = form.matches()
                ? Duration.ofHours(number(form.group(1)))
                        .plusMinutes(number(form.group(2)))
                        .plusSeconds(number(form.group(3)))
                : Duration.ZERO;
        if (time.isZero()) {
            throw new UserException(Diagnostic.of(
                    property + " is '" + value + "', which is no length of time",
                    "Write it as 90s, 5m, 1h30m, or in seconds"));
        }
        return time;
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
