package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.jgit.JGitCommitLog;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path noRepository;

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, 2025-12-31T00:00:00Z",
        "2025-12-31T08:30, 2025-12-31T08:30:00Z",
        "2025-12-31T08:30:15Z, 2025-12-31T08:30:15Z",
        "2025-12-31T08:30:15+01:00, 2025-12-31T07:30:15Z",
        "90m, 2026-01-02T10:30:00Z",
        "24h, 2026-01-01T12:00:00Z",
        "7d, 2025-12-26T12:00:00Z",
    })
    void aTimeCanBeWrittenInManyWays(String text, String time) {
        assertThat(moments().of("kit.since", text).time()).isEqualTo(time);
    }

    @Test
    void withoutASecondMomentItIsNow() {
        Moments.Two two = moments().between("24h..");
        assertThat(two.from().time()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(two.to().time()).isEqualTo(NOW);
    }

    private Moments moments() {
        return new Moments(new JGitCommitLog(), noRepository, NOW);
    }
}
