package io.github.kitmaven.history;

import io.github.kitmaven.git.CommitLog.Changes;
import io.github.kitmaven.git.CommitLog.Commit;
import io.github.kitmaven.git.CommitLog.File;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.Members;
import io.github.kitmaven.inventory.Release;
import io.github.kitmaven.inventory.Release.Result;
import io.github.kitmaven.report.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Releases and commits for tests; times are minutes after noon. */
final class Told {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final String FILE = "images/acme/web/master.yaml";

    private Told() {}

    static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    static Release release(int minute, Result result, String image) {
        return release(minute, result, Map.of("web", List.of(image)), "");
    }

    static Release release(int minute, Result result, Map<String, List<String>> images, String rollback) {
        return new Release("c" + minute, false, at(minute), "ada", result, images, rollback);
    }

    /** An inventory of releases, the oldest first. */
    static Optional<Inventory> inventory(Release... oldestFirst) {
        List<Release> newestFirst = new ArrayList<>();
        List.of(oldestFirst).forEach(release -> newestFirst.add(0, release));
        return Optional.of(new Inventory(
                "eu-1",
                Optional.empty(),
                Members.NONE,
                Members.NONE,
                new TreeMap<>(),
                new TreeMap<>(),
                List.copyOf(newestFirst)));
    }

    /** A commit that sets the image of web's file; none takes the file away. */
    static Changes set(int minute, Optional<String> image) {
        return new Changes(
                new Commit(
                        "g" + minute,
                        new Person("Ann", "ann@example.com"),
                        at(minute),
                        "Deploy\n\nKit-Service-Commit: 5e5e5e5\n",
                        false),
                List.of(new File(FILE, image.map(name -> "image: " + name + "\n"))));
    }

    static Changes set(int minute, String image) {
        return set(minute, Optional.of(image));
    }

    /** The log of changes, the oldest first. */
    static ImageLog git(Changes... oldestFirst) {
        List<Changes> newestFirst = new ArrayList<>();
        List.of(oldestFirst).forEach(change -> newestFirst.add(0, change));
        return new ImageLog(newestFirst, "image");
    }

    /** A period in short: {@code web:1 0..5 succeeded}. */
    static String words(Period period) {
        return String.join(",", period.images()) + " "
                + (period.orEarlier() ? "<=" : "")
                + minute(period.from()) + ".."
                + period.to().map(Told::minute).map(Object::toString).orElse("")
                + " " + period.outcome().label()
                + period.end()
                        .filter(end -> end != Period.End.REPLACED)
                        .map(end -> ", " + end.label())
                        .orElse("");
    }

    private static long minute(Instant time) {
        return Duration.between(NOON, time).toMinutes();
    }
}
