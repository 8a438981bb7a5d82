package io.github.kitmaven.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployedCommitTest {
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void anIdIsReadPlainAndAsAJsonString() {
        DeployedCommit commit = new DeployedCommit(ID, Optional.empty());
        assertThat(DeployedCommit.ofAnnotation(ID)).contains(commit);
        assertThat(DeployedCommit.ofAnnotation("\"" + ID + "\"")).contains(commit);
        assertThat(commit.shortId()).isEqualTo("01234567");
    }

    @Test
    void theOriginalsJsonOfGitHubHasADateAndPerhapsAnId() {
        assertThat(DeployedCommit.ofAnnotation(
                        "{\"sha\":\"" + ID + "\",\"commit\":{\"committer\":{\"date\":\"2017-03-01T10:00:00+02:00\"}}}"))
                .contains(new DeployedCommit(ID, Optional.of(Instant.parse("2017-03-01T08:00:00Z"))));
        assertThat(DeployedCommit.ofAnnotation("{\"commit\":{\"committer\":{\"date\":\"2017-03-01T10:00:00Z\"}}}"))
                .contains(new DeployedCommit("", Optional.of(Instant.parse("2017-03-01T10:00:00Z"))));
    }

    @Test
    void whatSaysNothingCountsAsNotThere() {
        assertThat(DeployedCommit.ofAnnotation("")).isEmpty();
        assertThat(DeployedCommit.ofAnnotation("latest")).isEmpty();
        assertThat(DeployedCommit.ofAnnotation("\"latest\"")).isEmpty();
        assertThat(DeployedCommit.ofAnnotation("{}")).isEmpty();
        assertThat(DeployedCommit.ofAnnotation("{\"commit\":{\"committer\":{\"date\":\"soon\"}}}"))
                .isEmpty();
    }
}
