package io.github.kitmaven.history;

import static io.github.kitmaven.history.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.report.FleetHistory.Row;
import io.github.kitmaven.report.Period;
import io.github.kitmaven.report.Period.Deploy;
import io.github.kitmaven.report.Period.End;
import io.github.kitmaven.report.Period.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void clustersThatAreAlikeAreOneRowAndTheNewestComesFirst() {
        List<Row> rows = rows(
                period("us-1", "web:1", 0, 10),
                period("eu-1", "web:1", 2, 12),
                period("eu-1", "web:2", 12, -1),
                period("us-1", "web:3", 10, -1));
        assertThat(rows)
                .extracting(Row::clusters)
                .containsExactly(List.of("eu-1"), List.of("us-1"), List.of("eu-1", "us-1"));
        assertThat(rows.get(2).first().from()).isEqualTo(at(0));
        assertThat(rows.get(2).lastFrom()).isEqualTo(at(2));
        assertThat(rows.get(2).to()).contains(at(12));
    }

    @Test
    void whatEndedIsNotAlikeWhatGoesOn() {
        assertThat(rows(period("eu-1", "web:1", 0, 10), period("us-1", "web:1", 0, -1)))
                .hasSize(2);
    }

    @Test
    void runsHoursApartAreTwo() {
        assertThat(rows(period("eu-1", "web:1", 0, -1), period("us-1", "web:1", 61, -1)))
                .hasSize(2);
        assertThat(rows(period("eu-1", "web:1", 0, 100), period("us-1", "web:1", 0, 161)))
                .hasSize(2);
    }

    @Test
    void oneClusterIsInARowOnce() {
        assertThat(rows(period("eu-1", "web:1", 0, 1), period("eu-1", "web:1", 2, 3)))
                .hasSize(2);
    }

    private static List<Row> rows(Period... periods) {
        return Rows.of(Stream.of(periods).toList());
    }

    private static Period period(String cluster, String image, int from, int to) {
        boolean open = to < 0;
        return new Period(
                cluster,
                "web",
                List.of(image),
                at(from),
                false,
                open ? Optional.empty() : Optional.of(at(to)),
                Outcome.SUCCEEDED,
                open ? Optional.empty() : Optional.of(End.REPLACED),
                new Deploy("c", false, "ada", "", 1, 0),
                Optional.empty());
    }
}
