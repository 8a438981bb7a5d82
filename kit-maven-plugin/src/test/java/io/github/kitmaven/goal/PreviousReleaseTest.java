package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.inventory.Release;
import io.github.kitmaven.inventory.Release.Result;
import io.github.kitmaven.problem.UserException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviousReleaseTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void theNewestThatEndedWellWithOtherImagesIsGoneBackTo() {
        assertThat(commit(
                        release("c5", Result.FAILED, "web:3"),
                        release("c4", Result.FAILED, "web:2b"),
                        release("c3", Result.SUCCEEDED, "web:2"),
                        release("c2", Result.SUCCEEDED, "web:1")))
                .isEqualTo("c3");
    }

    @Test
    void aReleaseWithTheImagesOfTheLastHelpsNothing() {
        assertThat(commit(
                        release("c3", Result.SUCCEEDED, "web:2"),
                        release("c2", Result.SUCCEEDED, "web:2"),
                        release("c1", Result.SUCCEEDED, "web:1")))
                .isEqualTo("c1");
    }

    @Test
    void releasesOfOthersWithoutACommitAndOfChangedFilesAreLeftOut() {
        Release other = new Release("c4", false, NOON, "ada", Result.SUCCEEDED, Map.of("api", List.of("api:1")));
        Release dirty = new Release("c2", true, NOON, "ada", Result.SUCCEEDED, Map.of("web", List.of("web:x")));
        assertThat(commit(
                        other,
                        release("c3", Result.SUCCEEDED, "web:2"),
                        dirty,
                        release("", Result.SUCCEEDED, "web:1"),
                        release("c1", Result.SUCCEEDED, "web:0")))
                .isEqualTo("c1");
    }

    @Test
    void nothingIsGuessed() {
        assertRefused("The inventory of cluster eu-1 has no release of web");
        assertRefused(
                "The inventory of cluster eu-1 has no earlier release of web that ended well, of a commit, with other images",
                release("c2", Result.SUCCEEDED, "web:2"),
                release("c1", Result.FAILED, "web:1"));
        assertRefused(
                "The last release of web in cluster eu-1 was a rollback already, to deploy 41",
                new Release("c3", false, NOON, "ada", Result.SUCCEEDED, Map.of("web", List.of("web:1")), "deploy 41"),
                release("c2", Result.SUCCEEDED, "web:2"));
    }

    private static void assertRefused(String why, Release... releases) {
        assertThatThrownBy(() -> commit(releases))
                .isInstanceOf(UserException.class)
                .hasMessage(why + ". Give the commit of the deployments repo to go back to with -Dkit.to.");
    }

    private static String commit(Release... releases) {
        return new PreviousRelease("web").commit("eu-1", List.of(releases));
    }

    private static Release release(String commit, Result result, String image) {
        return new Release(commit, false, NOON, "ada", result, Map.of("web", List.of(image)));
    }
}
