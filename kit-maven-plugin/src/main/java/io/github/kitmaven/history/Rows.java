package io.github.kitmaven.history;

import io.github.kitmaven.report.FleetHistory.Row;
import io.github.kitmaven.report.Period;
import io.github.kitmaven.report.Period.Deploy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts periods together that are the same but for the cluster. Pure. */
public final class Rows {
    /** One run on many clusters takes a while; what lies further apart were two. */
    private static final Duration ONE_RUN = Duration.ofHours(1);

    private Rows() {}

    /** What periods of one row have in common. */
    private record Common(Period without, boolean ended) {
        static Common of(Period period) {
            Deploy deploy = period.deploy();
            return new Common(
                    new Period(
                            "",
                            period.resource(),
                            period.images(),
                            Instant.EPOCH,
                            period.orEarlier(),
                            Optional.empty(),
                            period.outcome(),
                            period.end(),
                            new Deploy(
                                    deploy.commit(),
                                    deploy.dirty(),
                                    deploy.who(),
                                    deploy.rollback(),
                                    0,
                                    deploy.failed()),
                            period.set()),
                    period.to().isPresent());
        }
    }

    /**
     * Makes rows.
     *
     * @param periods the periods of all clusters
     * @return the rows, the newest first; of one time, by resource and cluster
     */
    public static List<Row> of(List<Period> periods) {
        Map<Common, List<Period>> alike = new LinkedHashMap<>();
        periods.stream()
                .sorted(Comparator.comparing(Period::from).thenComparing(Period::cluster))
                .forEach(period -> alike.computeIfAbsent(Common.of(period), common -> new ArrayList<>())
                        .add(period));
        List<Row> rows = new ArrayList<>();
        alike.values().forEach(list -> rows.addAll(split(list)));
        rows.sort(Comparator.comparing((Row row) -> row.first().from())
                .reversed()
                .thenComparing(row -> row.first().resource())
                .thenComparing(row -> row.clusters().get(0)));
        return rows;
    }

    private static List<Row> split(List<Period> byTime) {
        List<Row> rows = new ArrayList<>();
        List<Period> open = new ArrayList<>();
        for (Period period : byTime) {
            if (!open.isEmpty() && apart(open, period)) {
                rows.add(row(open));
                open = new ArrayList<>();
            }
            open.add(period);
        }
        rows.add(row(open));
        return rows;
    }

    /** One cluster can't be twice in a row: it left the images and came back to them. */
    private static boolean apart(List<Period> open, Period period) {
        return apart(open.get(0).from(), period.from())
                || apart(open.get(0).to().orElse(Instant.EPOCH), period.to().orElse(Instant.EPOCH))
                || open.stream().anyMatch(it -> it.cluster().equals(period.cluster()));
    }

    private static boolean apart(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(ONE_RUN) > 0;
    }

    private static Row row(List<Period> periods) {
        return new Row(
                periods.stream().sorted(Comparator.comparing(Period::cluster)).toList());
    }
}
