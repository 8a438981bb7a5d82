package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ClusterResult.Status;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.HtmlReport;
import io.github.kitmaven.report.JUnitXml;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.report.ShardJson;
import io.github.kitmaven.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeResultsTest {
    private static final String ALL = "target/kit/shards/*/result.json";

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private String commit = "c0ffee";
    private String goal = "deploy";

    @Test
    void shardsThatSucceededMakeASuccess() throws IOException {
        shard(1, 2, Status.SUCCEEDED, "ap-1", "us-1");
        shard(2, 2, Status.SUCCEEDED, "eu-1");
        merge(ALL);
        assertThat(said)
                .containsExactly(
                        "Merging 2 results of kit:deploy.",
                        "  cluster           result     objects  time",
                        "  ap-1, eu-1, us-1  succeeded",
                        "Done with 3 of 3 clusters in 1.0 s.",
                        "All of it is in " + folder.resolve("target/kit/report/index.html") + ".");
        assertThat(merged()).contains("\"successful\" : true", "\"name\" : \"us-1\"");
        assertThat(folder.resolve("target/kit/report/TEST-kit.xml")).content().contains("testsuite name=\"eu-1\"");
    }

    @Test
    void aShardThatFailedFailsItAll() throws IOException {
        shard(1, 2, Status.SUCCEEDED, "ap-1");
        shard(2, 2, Status.FAILED, "eu-1");
        assertThatThrownBy(() -> merge(ALL))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("1 of 2 clusters failed (eu-1). All of it is in ")
                .hasMessageContaining("then mvn kit:deploy -Dkit.clusters=eu-1 goes on.")
                .hasMessageContaining("Something is wrong in cluster eu-1.");
        assertThat(said).contains("  ap-1     succeeded", "  eu-1     failed");
        assertThat(merged()).contains("\"successful\" : false", "\"found\" : 2");
    }

    @Test
    void clustersThatDidNotAnswerAreTheWorldsFaultIfThatIsAll() throws IOException {
        shard(1, 2, Status.UNREACHABLE, "ap-1");
        shard(2, 2, Status.SUCCEEDED, "eu-1");
        assertThatThrownBy(() -> merge(ALL)).isInstanceOf(EnvironmentException.class);
        shard(2, 2, Status.FAILED, "eu-1");
        assertThatThrownBy(() -> merge(ALL)).isInstanceOf(UserException.class);
    }

    @Test
    void aRefusalSaysNothingOfOtherShards() throws IOException {
        shard(1, 2, Status.REFUSED, "ap-1");
        shard(2, 2, Status.SUCCEEDED, "eu-1");
        assertThatThrownBy(() -> merge(ALL))
                .hasMessageStartingWith(
                        "1 of 2 clusters failed (ap-1); nothing was written to any cluster of their shards.")
                .hasMessageContaining("then mvn kit:deploy goes on.");
    }

    @Test
    void aShardThatIsMissingIsNamedAndTheOthersAreShown() throws IOException {
        shard(1, 4, Status.SUCCEEDED, "ap-1");
        shard(3, 4, Status.SUCCEEDED, "eu-1");
        assertThatThrownBy(() -> merge(ALL))
                .isInstanceOf(UserException.class)
                .hasMessage(lines(
                        "There is no result of shard 2 of 4, so nobody knows what it did. Look into the log of its job;"
                                + " mvn kit:deploy -Dkit.shard=2/4 does it again.",
                        "There is no result of shard 4 of 4, so nobody knows what it did. Look into the log of its job;"
                                + " mvn kit:deploy -Dkit.shard=4/4 does it again."));
        assertThat(said).contains("Done with 2 of 2 clusters in 1.0 s.");
        assertThat(merged()).contains("\"successful\" : false", "There is no result of shard 4 of 4");
        assertThat(folder.resolve("target/kit/report/index.html"))
                .content()
                .contains("<title>kit deploy: failed</title>", "There is no result of shard 2 of 4");
    }

    @Test
    void aBrokenFileIsNamedAndTheOthersAreShown() throws IOException {
        shard(1, 2, Status.SUCCEEDED, "ap-1");
        Path other = shard(2, 2, Status.SUCCEEDED, "eu-1");
        Files.writeString(other, Files.readString(other).substring(0, 300));
        assertThatThrownBy(() -> merge(ALL))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("target/kit/shards/2-of-2/result.json:")
                .hasMessageContaining(": The file ends in the middle")
                .hasMessageContaining("There is no result of shard 2 of 2");
        assertThat(merged()).contains("\"name\" : \"ap-1\"", "The file ends in the middle");
    }

    @Test
    void whereAllFilesAreBrokenThereIsNothingToShow() {
        Folders.write(folder.resolve("target/kit/shards/1-of-1/result.json"), "{");
        assertThatThrownBy(() -> merge(ALL))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ends in the middle");
        assertThat(folder.resolve("target/kit/result.json")).doesNotExist();
    }

    @Test
    void resultsOfDifferentRunsAreNotMerged() throws IOException {
        shard(1, 2, Status.SUCCEEDED, "ap-1");
        commit = "decade";
        shard(2, 2, Status.SUCCEEDED, "eu-1");
        assertThatThrownBy(() -> merge(ALL))
                .hasMessage("The results are of different commits: c0ffee in target/kit/shards/1-of-2/result.json;"
                        + " decade in target/kit/shards/2-of-2/result.json. Merge the results of one run of all"
                        + " shards, and delete those of others.");
        goal = "diff";
        shard(2, 2, Status.PLANNED, "eu-1");
        assertThatThrownBy(() -> merge(ALL)).hasMessageContaining("of different goals: kit:deploy in ");
        goal = "deploy";
        commit = "c0ffee";
        shard(2, 2, Status.SUCCEEDED, "eu-1");
        shard(3, 3, Status.SUCCEEDED, "us-1");
        assertThatThrownBy(() -> merge(ALL)).hasMessageContaining("of different totals of shards: of 2 in ");
    }

    @Test
    void nothingIsCountedTwice() throws IOException {
        Path one = shard(1, 2, Status.SUCCEEDED, "ap-1");
        shard(2, 2, Status.SUCCEEDED, "ap-1");
        assertThatThrownBy(() -> merge(ALL))
                .hasMessage(
                        "There are two results of cluster ap-1: target/kit/shards/1-of-2/result.json and"
                                + " target/kit/shards/2-of-2/result.json. Give each job a kit.shard, or kit.clusters, of its own.");
        Folders.write(folder.resolve("old/result.json"), Files.readString(one));
        assertThatThrownBy(() -> merge("old," + ALL))
                .hasMessageContaining("There are two results of shard 1 of 2: old/result.json and ");
    }

    /** A matrix may share the clusters by their names just as well. Nobody knows then whether there are others. */
    @Test
    void resultsOfRunsOfChosenClustersAreMergedToo() throws IOException {
        write(folder.resolve("a/result.json"), Optional.empty(), Status.SUCCEEDED, "ap-1");
        write(folder.resolve("b/result.json"), Optional.empty(), Status.SUCCEEDED, "eu-1");
        merge("a,b");
        assertThat(said).contains("  ap-1, eu-1  succeeded");
        shard(1, 1, Status.SUCCEEDED, "us-1");
        assertThatThrownBy(() -> merge("a,b," + ALL))
                .hasMessageContaining("of no shard in a/result.json, b/result.json; of 1 in ");
    }

    @Test
    void aShardWithoutClustersIsNoFailure() throws IOException {
        shard(1, 2, Status.SUCCEEDED, "ap-1");
        shard(2, 2, Status.SUCCEEDED);
        merge(ALL);
        assertThat(said).contains("Done with 1 of 1 cluster in 1.0 s.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "artifacts",
                "artifacts/",
                "artifacts/x/1-of-1/result.json",
                "artifacts/**/result.json",
                "artifacts/*/1-of-?",
                "nothing-here/../artifacts , artifacts"
            })
    void resultsAreFoundByFileFolderAndGlob(String from) throws IOException {
        write(folder.resolve("artifacts/x/1-of-1/result.json"), Optional.of(new Shard(1, 1)), Status.SUCCEEDED, "ap-1");
        Folders.write(folder.resolve("artifacts/x/1-of-1/status.json"), "no result");
        Folders.write(folder.resolve("nothing-here/other.json"), "no result");
        merge(from);
        merge(folder + "/" + from.replaceAll(",.*", "").strip());
        assertThat(merged()).contains("\"name\" : \"ap-1\"");
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        assertThatThrownBy(() -> merge(ALL))
                .isInstanceOf(UserException.class)
                .hasMessage("There is no result.json at target/kit/shards/*/result.json, below " + folder
                        + ". Fetch what the jobs with kit.shard left in target/kit/shards, or name it with"
                        + " -Dkit.report.from.");
        assertThatThrownBy(() -> merge(" , ")).hasMessageStartingWith("kit.report.from names no results.");
        shard(1, 1, Status.SUCCEEDED, "ap-1");
        assertThatThrownBy(() -> merge(ALL + ",[x,away"))
                .hasMessageContaining("There is no result.json at away, below");
        assertThat(merged()).contains("\"name\" : \"ap-1\"");
    }

    /** It would be read while it is written. */
    @Test
    void theMergedResultIsNoneOfThoseToMerge() throws IOException {
        Path own = folder.resolve("target/kit/result.json");
        write(own, Optional.of(new Shard(1, 1)), Status.SUCCEEDED, "ap-1");
        String before = Files.readString(own);
        assertThatThrownBy(() -> merge("target"))
                .hasMessageStartingWith("target/kit/result.json is where the merged result goes.");
        assertThat(own).hasContent(before);
    }

    private void merge(String from) {
        said.clear();
        Path kit = folder.resolve("target/kit");
        Reports reports = new Reports(
                RunInfo.NONE,
                new Secrets(),
                kit.resolve("result.json"),
                List.of(
                        new HtmlReport(kit.resolve("report/index.html")),
                        new JUnitXml(kit.resolve("report/TEST-kit.xml"))),
                Clock.systemUTC());
        new MergeResults(folder, new Console(said::add, said::add)).run(from, reports);
    }

    private String merged() throws IOException {
        return Files.readString(folder.resolve("target/kit/result.json"));
    }

    private Path shard(int index, int total, Status status, String... clusters) throws IOException {
        Shard shard = new Shard(index, total);
        Path file = ShardJson.file(folder.resolve("target/kit"), shard);
        write(file, Optional.of(shard), status, clusters);
        return file;
    }

    private void write(Path file, Optional<Shard> shard, Status status, String... clusters) throws IOException {
        List<ClusterResult> results = new ArrayList<>();
        for (String name : clusters) {
            Path own = Path.of("clusters", name);
            Cluster cluster = new Cluster(name, "shop", "test", "", "", false, false, Optional.empty(), own, own);
            boolean sound = List.of(Status.SUCCEEDED, Status.PLANNED).contains(status);
            results.add(new ClusterResult(
                    cluster,
                    status,
                    List.of(),
                    sound ? List.of() : List.of(Diagnostic.of("Something is wrong in cluster " + name, "Mend it"))));
        }
        RunInfo info = new RunInfo("u", "Jane", Optional.empty(), Optional.empty(), shard);
        new Reports(info, new Secrets(), file, List.of(), Clock.systemUTC())
                .write(new Result(
                        goal,
                        Instant.parse("2026-01-02T12:00:00Z"),
                        Duration.ofSeconds(1),
                        Optional.of(commit),
                        results,
                        List.of()));
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines);
    }
}
