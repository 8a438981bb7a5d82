package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.CommitImageResult.NotDeployable;
import io.github.kitmaven.goal.CommitImageResult.Several;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.webhook.ImageNews;
import io.github.kitmaven.webhook.ImageNews.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitImageNewsTest {
    private static final String FILE = "images/acme/web/master.yaml";

    @Test
    void whatWasCommittedAndWhatIsHeldIsTold() {
        assertThat(CommitImageNews.of(new Several(List.of(
                        new Committed("r.io/acme/web:2", FILE, "main", "abc", Optional.of("r.io/acme/web:1"), 1, ""),
                        new Unchanged("r.io/acme/api:1", "images/acme/api/master.yaml", "main"),
                        new Held(
                                "r.io/acme/job:1",
                                "images/acme/job/master.yaml",
                                "main",
                                "held by ann",
                                "r.io/acme/job:2")))))
                .containsExactly(
                        new ImageNews(
                                Outcome.COMMITTED,
                                Optional.of("r.io/acme/web:2"),
                                Optional.of(FILE),
                                Optional.of("main"),
                                Optional.of("abc"),
                                Optional.of("r.io/acme/web:1"),
                                ""),
                        new ImageNews(
                                Outcome.HELD,
                                Optional.of("r.io/acme/job:2"),
                                Optional.of("images/acme/job/master.yaml"),
                                Optional.of("main"),
                                Optional.empty(),
                                Optional.of("r.io/acme/job:1"),
                                "it stays at r.io/acme/job:1, held by ann"));
    }

    @Test
    void whereThereWasNothingToCommitNobodyIsTold() {
        assertThat(CommitImageNews.of(new Unchanged("a", FILE, "main"))).isEmpty();
        assertThat(CommitImageNews.of(new NotDeployable("feature", List.of("master"))))
                .isEmpty();
    }
}
