package io.github.kitmaven.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.CommitHistory.Relation;
import io.github.kitmaven.inventory.Run.Age;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    SAME,       +1, NOT_OLDER
                    ANCESTOR,   +1, NOT_OLDER
                    DESCENDANT, -1, OLDER
                    DIVERGED,   -1, NOT_OLDER
                    DIVERGED,    0, NOT_OLDER
                    DIVERGED,   +1, OLDER_BY_DATE
                    UNKNOWN,    -1, NOT_OLDER
                    UNKNOWN,    +1, OLDER_BY_DATE
                    """)
    void ancestryCountsAndWhereItIsNotKnownTheDate(Relation deployed, int hoursAfterMine, Age age) {
        Run run = new Run(head(), false, "ada", (commit, head) -> deployed);
        Instant time = NOON.plusSeconds(hoursAfterMine * 3600L);
        assertThat(run.comparedWith(new DeployedCommit("abcdef1", Optional.of(time))))
                .isEqualTo(age);
    }

    @Test
    void aCommitOfWhichNothingIsKnownIsNotNewer() {
        Run run = new Run(head(), false, "ada", (commit, head) -> Relation.UNKNOWN);
        assertThat(run.comparedWith(new DeployedCommit("abcdef1", Optional.empty())))
                .isEqualTo(Age.NOT_OLDER);
    }

    @Test
    void ofACommitWithoutAnIdTheDateCounts() {
        Run run = new Run(head(), false, "ada", (commit, head) -> {
            throw new AssertionError("nothing to ask for");
        });
        assertThat(run.comparedWith(new DeployedCommit("", Optional.of(NOON.plusSeconds(1)))))
                .isEqualTo(Age.OLDER_BY_DATE);
    }

    @Test
    void aRunWhoseFilesAreNoCommitsIsNeverOlder() {
        DeployedCommit newer = new DeployedCommit("abcdef1", Optional.of(NOON.plusSeconds(60)));
        Run dirty = new Run(head(), true, "ada", (commit, head) -> Relation.DESCENDANT);
        Run noGit = new Run(Optional.empty(), false, "ada", (commit, head) -> Relation.DESCENDANT);
        assertThat(dirty.comparedWith(newer)).isEqualTo(Age.NOT_OLDER);
        assertThat(dirty.commit()).isEmpty();
        assertThat(noGit.comparedWith(newer)).isEqualTo(Age.NOT_OLDER);
    }

    private static Optional<Checkout.Head> head() {
        return Optional.of(new Checkout.Head("1234567", "Subject", NOON));
    }
}
