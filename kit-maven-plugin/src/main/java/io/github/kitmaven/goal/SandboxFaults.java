package io.github.kitmaven.goal;

import io.github.kitmaven.config.NameFilter;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sandbox.Fault;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.WatchFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to go wrong in which sandboxes, read from words such as {@code production:status=500@30%,drop@10%}: faults
 * separated by commas or line breaks, each with the cluster it is for (a name or glob; without it, all) and the share of
 * requests it happens to (without it, all). What follows a {@code #} in a line is a comment.
 */
final class SandboxFaults {
    private static final Pattern FORM = Pattern.compile("(?:([^:@\\s]+):)?([a-z0-9=-]+)(?:@(\\d{1,3})%)?");
    private static final Pattern LATENCY = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private static final Map<String, Fault> REQUESTS = Map.of(
            "status=401", Fault.UNAUTHORIZED,
            "status=429", Fault.TOO_MANY_REQUESTS,
            "status=500", Fault.INTERNAL_ERROR,
            "status=503", Fault.UNAVAILABLE,
            "storage-timeout", Fault.STORAGE_TIMEOUT,
            "drop", Fault.DROPPED,
            "lose-answer", Fault.ANSWER_LOST,
            "cut-answer", Fault.ANSWER_CUT,
            "silent", Fault.SILENT);

    private static final Map<String, WatchFault> WATCHES =
            Map.of("watch=410", WatchFault.EXPIRED, "watch=silent", WatchFault.DEAD, "watch=cut", WatchFault.CUT);

    /** All that can be written, in an order to read. */
    static final String WORDS = "status=401, status=429, status=500, status=503, storage-timeout, drop, lose-answer,"
            + " cut-answer, silent, latency=200ms, watch=410, watch=silent, watch=cut";

    private final List<Entry> entries;

    private record Entry(NameFilter clusters, Faults faults) {}

    private SandboxFaults(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads what is to go wrong.
     *
     * @param property what the text is the value of, for messages
     * @param text the text; blank for nothing
     * @param clusters the names of the sandboxes there are
     * @throws UserException if a part of it can't be understood, or names no sandbox
     */
    static SandboxFaults parse(String property, String text, Collection<String> clusters) {
        List<Entry> entries = text.lines()
                .flatMap(line -> Arrays.stream(line.split("#", 2)[0].split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> entry(property, word))
                .toList();
        entries.forEach(entry -> entry.clusters().check(clusters));
        return new SandboxFaults(entries);
    }

    /** What goes wrong in one sandbox. */
    Faults[] of(String cluster) {
        return entries.stream()
                .filter(entry -> entry.clusters().chooses(cluster))
                .map(Entry::faults)
                .toArray(Faults[]::new);
    }

    /** The time that a text such as {@code 20ms} means; empty where it means none. */
    static Optional<Duration> latency(String text) {
        Matcher form = LATENCY.matcher(text);
        return form.matches()
                ? Optional.of(
                        switch (form.group(2)) {
                            case "ms" -> Duration.ofMillis(Long.parseLong(form.group(1)));
                            case "s" -> Duration.ofSeconds(Long.parseLong(form.group(1)));
                            default -> Duration.ofMinutes(Long.parseLong(form.group(1)));
                        })
                : Optional.empty();
    }

    private static Entry entry(String property, String word) {
        Matcher form = FORM.matcher(word);
        if (!form.matches()) {
            throw unknown(property, word);
        }
        String cluster = Optional.ofNullable(form.group(1)).orElse("");
        Optional<Integer> percent = Optional.ofNullable(form.group(3)).map(Integer::parseInt);
        if (percent.filter(share -> share > 100).isPresent()) {
            throw unknown(property, word);
        }
        Faults faults = faults(form.group(2), percent).orElseThrow(() -> unknown(property, word));
        return new Entry(NameFilter.of(property, cluster), faults);
    }

    /** Latency and what happens to watches have no share. */
    private static Optional<Faults> faults(String name, Optional<Integer> percent) {
        if (REQUESTS.containsKey(name)) {
            return Optional.of(Faults.of(REQUESTS.get(name)).withShare(percent.orElse(100) / 100.0, name.hashCode()));
        }
        if (percent.isPresent()) {
            return Optional.empty();
        }
        if (WATCHES.containsKey(name)) {
            return Optional.of(Faults.none().withWatches(WATCHES.get(name)));
        }
        return name.startsWith("latency=")
                ? latency(name.substring("latency=".length())).map(Faults.none()::withLatency)
                : Optional.empty();
    }

    private static UserException unknown(String property, String word) {
        return new UserException(Diagnostic.of(
                "'" + word + "' in " + property + " is no fault that a sandbox knows",
                "Write [CLUSTER:]FAULT[@SHARE%], joined by commas, such as production:status=500@30%,drop@10%; the"
                        + " faults are " + WORDS + ", of which latency and watch take no share"));
    }
}
