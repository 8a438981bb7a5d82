package io.github.kitmaven.history;

import static io.github.kitmaven.history.Told.at;
import static io.github.kitmaven.history.Told.git;
import static io.github.kitmaven.history.Told.inventory;
import static io.github.kitmaven.history.Told.release;
import static io.github.kitmaven.history.Told.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.Release;
import io.github.kitmaven.inventory.Release.Result;
import io.github.kitmaven.report.Period;
import io.github.kitmaven.report.Period.Setting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Result WELL = Result.SUCCEEDED;
    private static final Result BADLY = Result.FAILED;

    @Test
    void successiveReleasesOfOneImageAreOnePeriod() {
        List<Period> periods = periods(
                inventory(release(0, WELL, "web:1"), release(5, WELL, "web:1"), release(9, WELL, "web:2")), git());

        assertThat(words(periods)).containsExactly("web:1 0..9 succeeded", "web:2 9.. succeeded");
        assertThat(periods.get(0).deploy()).isEqualTo(new Period.Deploy("c0", false, "ada", "", 2, 0));
    }

    /** What the failed deploy made of it, nobody knows: not that it ran, nor that it did not. */
    @Test
    void anImageThatFailedIsAPeriodOfItsOwnUntilItSucceedsOrGoes() {
        assertThat(words(periods(
                        inventory(
                                release(0, WELL, "web:1"),
                                release(5, BADLY, "web:2"),
                                release(6, BADLY, "web:2"),
                                release(7, WELL, "web:2"),
                                release(8, BADLY, "web:3"),
                                release(9, WELL, "web:2")),
                        git())))
                .containsExactly(
                        "web:1 0..5 succeeded",
                        "web:2 5..7 failed",
                        "web:2 7..8 succeeded",
                        "web:3 8..9 failed",
                        "web:2 9.. succeeded");
    }

    @Test
    void whatRanGoesOnWhereALaterDeployOfTheSameFails() {
        List<Period> periods = periods(inventory(release(0, WELL, "web:1"), release(5, BADLY, "web:1")), git());
        assertThat(words(periods)).containsExactly("web:1 0.. succeeded");
        assertThat(periods.get(0).deploy()).isEqualTo(new Period.Deploy("c0", false, "ada", "", 2, 1));
    }

    @Test
    void aRollbackEndsAPeriodAndBeginsOne() {
        List<Period> periods = periods(
                inventory(
                        release(0, WELL, "web:1"),
                        release(5, WELL, "web:2"),
                        release(9, WELL, Map.of("web", List.of("web:1")), "deploy 41")),
                git());
        assertThat(words(periods))
                .containsExactly("web:1 0..5 succeeded", "web:2 5..9 succeeded, rolled back", "web:1 9.. succeeded");
        assertThat(periods.get(2).deploy().rollback()).isEqualTo("deploy 41");
    }

    @Test
    void aRunThatHasNotToldItsEndIsInProgress() {
        assertThat(words(periods(inventory(release(0, WELL, "web:1"), release(5, Result.IN_PROGRESS, "web:2")), git())))
                .containsExactly("web:1 0..5 succeeded", "web:2 5.. in progress");
    }

    @Test
    void releasesOfOtherResourcesEndNothing() {
        Release other = release(5, WELL, Map.of("api", List.of("api:1")), "");
        assertThat(words(periods(inventory(release(0, WELL, "web:1"), other), git())))
                .containsExactly("web:1 0.. succeeded");
    }

    @Test
    void unlessTheRepoHasItNoMore() {
        Release other = release(5, WELL, Map.of("api", List.of("api:1")), "");
        Timeline timeline = new Timeline("eu-1", inventory(release(0, WELL, "web:1"), other), git(), Optional.empty());
        assertThat(words(timeline.of("web", List.of(), false))).containsExactly("web:1 0..5 succeeded, taken out");
    }

    @Test
    void theCommitThatSetTheImageIsTheNewestUntilTheDeploy() {
        List<Period> periods = periods(
                inventory(release(5, WELL, "web:1")),
                git(set(1, "web:1"), set(2, "web:0"), set(3, "web:1"), set(6, "web:2"), set(7, "web:1")));
        assertThat(periods.get(0).set()).contains(new Setting("g3", "Ann", at(3), Optional.of("5e5e5e5")));
    }

    @Test
    void gitTellsOfWhatAFullInventoryHasForgotten() {
        Release[] ten = IntStream.range(10, 20)
                .mapToObj(i -> release(i, WELL, i < 15 ? "web:2" : "web:3"))
                .toArray(Release[]::new);
        assertThat(words(periods(
                        inventory(ten), git(set(1, "web:0"), set(3, "web:1"), set(8, "web:2"), set(14, "web:3")))))
                .containsExactly(
                        "web:0 1..3 committed",
                        "web:1 3..8 committed",
                        "web:2 <=10..15 succeeded",
                        "web:3 15.. succeeded");
    }

    @Test
    void andNotOfWhatWasCommittedBeforeTheFirstReleaseOfAll() {
        assertThat(words(periods(inventory(release(5, WELL, "web:2")), git(set(1, "web:1"), set(4, "web:2")))))
                .containsExactly("web:2 5.. succeeded");
    }

    @Test
    void whereNoInventoryCanBeReadGitTellsAll() {
        List<Period> periods =
                periods(Optional.empty(), git(set(1, "web:1"), set(2, Optional.empty()), set(4, "web:2")));
        assertThat(words(periods)).containsExactly("web:1 1..2 committed", "web:2 4.. committed");
        assertThat(periods.get(1).deploy()).isEqualTo(new Period.Deploy("g4", false, "Ann", "", 0, 0));
    }

    @Test
    void aClusterHadNothingBeforeItWasInTheRepo() {
        Timeline timeline = new Timeline(
                "eu-1", Optional.empty(), git(set(1, "web:1"), set(3, "web:2"), set(8, "web:3")), Optional.of(at(5)));
        assertThat(words(timeline.of("web", List.of(Told.FILE), true)))
                .containsExactly("web:2 5..8 committed", "web:3 8.. committed");
    }

    @Test
    void severalFilesOfOneResourceAreOneState() {
        ImageLog git = new ImageLog(
                List.of(
                        change(3, "b.yaml", "b:2"),
                        change(2, "a.yaml", "a:2"),
                        change(1, "b.yaml", "b:1"),
                        change(0, "a.yaml", "ENC[AES256_GCM,data:x]")),
                "image");
        assertThat(git.states(List.of("a.yaml", "b.yaml")))
                .extracting(ImageLog.State::images)
                .containsExactly(
                        List.of("<secret>"), List.of("<secret>", "b:1"), List.of("a:2", "b:1"), List.of("a:2", "b:2"));
    }

    private static io.github.kitmaven.git.CommitLog.Changes change(int minute, String file, String image) {
        return new io.github.kitmaven.git.CommitLog.Changes(
                set(minute, image).commit(),
                List.of(new io.github.kitmaven.git.CommitLog.File(file, Optional.of("image: '" + image + "'\n"))));
    }

    private static List<Period> periods(Optional<Inventory> inventory, ImageLog git) {
        Optional<Instant> born = Optional.empty();
        return new Timeline("eu-1", inventory, git, born).of("web", List.of(Told.FILE), true);
    }

    private static List<String> words(List<Period> periods) {
        return periods.stream().map(Told::words).toList();
    }
}
