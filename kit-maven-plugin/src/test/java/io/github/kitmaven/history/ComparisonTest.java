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
import io.github.kitmaven.report.FleetChanges.By;
import io.github.kitmaven.report.FleetChanges.Change;
import io.github.kitmaven.report.FleetChanges.Moment;
import io.github.kitmaven.report.FleetChanges.Side;
import io.github.kitmaven.report.Period.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Result WELL = Result.SUCCEEDED;

    @Test
    void theLastReleaseUntilEachMomentTells() {
        Change change = changed(
                inventory(
                        release(0, WELL, "web:1"),
                        release(3, Result.FAILED, "web:2"),
                        release(4, WELL, "web:2"),
                        release(5, WELL, "web:3"),
                        release(9, WELL, "web:4")),
                git(),
                time(2),
                time(6));
        assertThat(change.before()).contains(new Side(List.of("web:1"), Outcome.SUCCEEDED));
        assertThat(change.after()).contains(new Side(List.of("web:3"), Outcome.SUCCEEDED));
        assertThat(change.kind()).isEqualTo("changed");
        assertThat(change.by())
                .containsExactly(
                        new By("c3", "ada", at(3), Outcome.FAILED, ""),
                        new By("c5", "ada", at(5), Outcome.SUCCEEDED, ""));
    }

    @Test
    void backAndForthIsNoChange() {
        assertThat(compare(
                        inventory(release(0, WELL, "web:1"), release(3, WELL, "web:2"), release(5, WELL, "web:1")),
                        git(),
                        time(2),
                        time(6)))
                .isEmpty();
    }

    /** A commit is deployed after it is made, so the time of a commit would show what was there before. */
    @Test
    void aCommitStandsForWhatWasDeployedOfIt() {
        Optional<Inventory> inventory =
                inventory(release(10, WELL, "web:1"), release(20, WELL, "web:2"), release(30, WELL, "web:3"));
        Then first = commit(5, List.of("c10", "c1"));
        Then second = commit(15, List.of("c20", "c10", "c1"));
        Change change = changed(inventory, git(), first, second);
        assertThat(change.before().orElseThrow().images()).containsExactly("web:1");
        assertThat(change.after().orElseThrow().images()).containsExactly("web:2");
        assertThat(change.by()).extracting(By::commit).containsExactly("c20");
    }

    /** As with kit.allowOlder. */
    @Test
    void andNotForWhatWasDeployedLaterOfAnEarlierOne() {
        Release again = new Release("c10", false, at(40), "ada", WELL, Map.of("web", List.of("web:1")));
        Change change = changed(
                inventory(release(10, WELL, "web:1"), release(20, WELL, "web:2"), again),
                git(),
                commit(5, List.of("c10")),
                commit(15, List.of("c20", "c10")));
        assertThat(change.after().orElseThrow().images()).containsExactly("web:2");
    }

    @Test
    void whatTheRepoNoLongerHasIsTakenOutOnceItWasDeployedSo() {
        Release other = release(5, WELL, Map.of("api", List.of("api:1")), "");
        Optional<Inventory> inventory = inventory(release(0, WELL, "web:1"), other);
        Change change = changed(inventory, git(), time(2), time(6, Map.of()));
        assertThat(change.kind()).isEqualTo("removed");
        assertThat(compare(inventory, git(), time(2), time(4, Map.of())))
                .as("not yet deployed")
                .isEmpty();
        assertThat(compare(inventory, git(), time(2), time(6)))
                .as("a run of a part of the repo")
                .isEmpty();
    }

    @Test
    void whatWasNotThereIsAdded() {
        Release other = release(0, WELL, Map.of("api", List.of("api:1")), "");
        Change change = changed(inventory(other, release(5, WELL, "web:1")), git(), time(2), time(6));
        assertThat(change.kind()).isEqualTo("added");
        assertThat(change.by()).extracting(By::commit).containsExactly("c5");
    }

    @Test
    void gitTellsOfBothMomentsWhereNoInventoryDoes() {
        Change change = changed(
                Optional.empty(),
                git(set(1, "web:1"), set(4, "web:2"), set(9, "web:3")),
                time(2, Map.of("web", List.of("web:1"))),
                time(6, Map.of("web", List.of("web:2"))));
        assertThat(change.before()).contains(new Side(List.of("web:1"), Outcome.COMMITTED));
        assertThat(change.by()).containsExactly(new By("g4", "Ann", at(4), Outcome.COMMITTED, ""));
    }

    @Test
    void anImageThatOnlyATemplateNamesIsNoChangeBecauseGitDoesNotKnowIt() {
        Optional<Inventory> inventory = inventory(release(5, WELL, Map.of("web", List.of("proxy:9", "web:1")), ""));
        assertThat(compare(inventory, git(), time(2, Map.of("web", List.of("web:1"))), time(6)))
                .isEmpty();
        Change change = changed(inventory, git(), time(2, Map.of("web", List.of("web:0"))), time(6));
        assertThat(change.by()).extracting(By::commit).containsExactly("c5");
    }

    @Test
    void changesThatAreAlikeAreOne() {
        List<Change> changes = List.of(change("eu-2", 5), change("eu-1", 4), change("us-1", 4, "web:9"));
        assertThat(Alike.of(changes))
                .extracting(Change::clusters)
                .containsExactly(List.of("eu-1", "eu-2"), List.of("us-1"));
        assertThat(Alike.of(changes).get(0).by().get(0).time()).isEqualTo(at(4));
    }

    private static Change change(String cluster, int minute) {
        return change(cluster, minute, "web:2");
    }

    private static Change change(String cluster, int minute, String image) {
        return new Change(
                List.of(cluster),
                "web",
                Optional.of(new Side(List.of("web:1"), Outcome.SUCCEEDED)),
                Optional.of(new Side(List.of(image), Outcome.SUCCEEDED)),
                List.of(new By("c", "ada", at(minute), Outcome.SUCCEEDED, "")));
    }

    private static Change changed(Optional<Inventory> inventory, ImageLog git, Then from, Then to) {
        return compare(inventory, git, from, to).orElseThrow();
    }

    private static Optional<Change> compare(Optional<Inventory> inventory, ImageLog git, Then from, Then to) {
        return new Comparison("eu-1", inventory, git, from, to).of("web", List.of(Told.FILE));
    }

    private static Then time(int minute) {
        return Then.of(new Moment("", at(minute), Optional.empty()), List.of(), Optional.empty());
    }

    private static Then time(int minute, Map<String, List<String>> wanted) {
        SortedMap<String, SortedMap<String, List<String>>> all = new TreeMap<>(Map.of("eu-1", new TreeMap<>(wanted)));
        return Then.of(new Moment("", at(minute), Optional.empty()), List.of(), Optional.of(all));
    }

    private static Then commit(int minute, List<String> newestFirst) {
        return Then.of(new Moment("c", at(minute), Optional.of(newestFirst.get(0))), newestFirst, Optional.empty());
    }
}
