package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.report.FleetHistory.Row;
import io.github.kitmaven.report.Period.Deploy;
import io.github.kitmaven.report.Period.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistoryTextTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final List<String> FLEET = names(1, 40);

    @Test
    void manyClustersAreALetterThatIsExplained() {
        assertThat(text(row(names(1, 37), "reg.io/web:1"), row(names(38, 40), "reg.io/web:2")))
                .element(1)
                .asString()
                .startsWith("37 clusters [a]  web       web:1  2026-01-02 12:00:00  now       succeeded  0123456");
        assertThat(text(row(names(1, 37), "reg.io/web:1"), row(names(38, 40), "reg.io/web:2")))
                .contains("[a] all but c38, c39, c40");
        assertThat(text(row(names(1, 5), "reg.io/web:1")).get(2)).isEqualTo("[a] c01, c02, c03, c04, c05");
        assertThat(text(row(FLEET, "reg.io/web:1")).get(1)).startsWith("all 40 clusters  web ");
    }

    @Test
    void anImageIsNamedInFullWhereItsShortNameIsNotItsOwn() {
        List<String> lines = text(
                row(names(1, 1), "one.io/web:1"), row(names(2, 2), "two.io/web:1"), row(names(3, 3), "two.io/api:1"));
        assertThat(lines.get(1)).contains("  one.io/web:1  ");
        assertThat(lines.get(3)).contains("  api:1  ");
    }

    @Test
    void aRunThatTookLongSaysHowLong() {
        Row row = new Row(
                List.of(period("c01", "web:1", NOON, false), period("c02", "web:1", NOON.plusSeconds(190), false)));
        assertThat(text(row).get(1)).endsWith("in the last cluster 3 min later");
    }

    @Test
    void whatMayHaveBeenThereEarlierIsExplainedOnce() {
        Row row = new Row(List.of(period("c01", "web:1", NOON, true)));
        assertThat(text(row, row))
                .contains("\"or earlier\": an inventory keeps the last ten releases only.")
                .hasSize(4)
                .element(1)
                .asString()
                .contains("2026-01-02 12:00:00 or earlier  now");
    }

    private static List<String> text(Row... rows) {
        return HistoryText.of(new FleetHistory(
                NOON, Optional.empty(), Optional.empty(), Optional.empty(), List.of(rows), false, List.of(), FLEET));
    }

    private static Row row(List<String> clusters, String image) {
        return new Row(clusters.stream()
                .map(cluster -> period(cluster, image, NOON, false))
                .toList());
    }

    private static Period period(String cluster, String image, Instant from, boolean orEarlier) {
        return new Period(
                cluster,
                "web",
                Stream.of(image).toList(),
                from,
                orEarlier,
                Optional.empty(),
                Outcome.SUCCEEDED,
                Optional.empty(),
                new Deploy("0123456789", false, "ada", "", 1, 0),
                Optional.empty());
    }

    private static List<String> names(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj("c%02d"::formatted).toList();
    }
}
