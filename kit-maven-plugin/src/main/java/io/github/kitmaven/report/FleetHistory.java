package io.github.kitmaven.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which images ran where from when to when.
 *
 * @param startedAt when it was asked
 * @param commit the commit of the deployments repo that was checked out then; empty outside a git repository
 * @param since the begin of the time that was asked about; empty for all that is known
 * @param until its end; empty for now
 * @param rows what is known, newest first
 * @param more whether older rows were left out
 * @param gitAlone the clusters whose inventory tells nothing, so that all of theirs is from git
 * @param clusters the names of all clusters that were asked about
 */
public record FleetHistory(
        Instant startedAt,
        Optional<String> commit,
        Optional<Instant> since,
        Optional<Instant> until,
        List<Row> rows,
        boolean more,
        List<String> gitAlone,
        List<String> clusters) {

    /**
     * The same period in one cluster or several: the same images of the same resource, brought by the same deploy and ended
     * by the same, at about the same time.
     *
     * @param periods the period of each cluster, by the clusters' names; they differ in their times only
     */
    public record Row(List<Period> periods) {

        /** {@return the period that began first} */
        public Period first() {
            return periods.stream().min(Comparator.comparing(Period::from)).orElseThrow();
        }

        /** {@return when it ended in the last of the clusters; empty where it has not} */
        public Optional<Instant> to() {
            return periods.stream().flatMap(period -> period.to().stream()).max(Comparator.naturalOrder());
        }

        /** {@return when it began in the last of the clusters} */
        public Instant lastFrom() {
            return periods.stream()
                    .map(Period::from)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        /** {@return the names of the clusters} */
        public List<String> clusters() {
            return periods.stream().map(Period::cluster).toList();
        }
    }
}
