package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultFileTest {
    @TempDir
    private Path folder;

    private final List<String> read = new ArrayList<>();

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        assertIsReadAsWritten(Fleets.shop(folder.resolve("shop/index.html")).resolveSibling("result.json"));
        assertThat(read).hasSize(12).startsWith("ap-1");
        assertIsReadAsWritten(Fleets.plan(folder.resolve("plan/index.html")).resolveSibling("result.json"));
        assertIsReadAsWritten(Fleets.broken(folder.resolve("broken/index.html")).resolveSibling("result.json"));
        assertIsReadAsWritten(
                Fleets.saying(folder.resolve("saying/index.html"), "Ümläute \uD83D\uDE80 \u0001\u2028 \"},{ <b>")
                        .resolveSibling("result.json"));
    }

    @Test
    void sourcesAndTheShardAreReadToo() throws IOException {
        Path file = folder.resolve("result.json");
        RunInfo info = new RunInfo("0d0c", "Jane", Optional.of("41"), Optional.of("7"), Optional.of(new Shard(3, 8)));
        new WithSources(new ShardJson(file)).ended(Reportings.report(Reportings.deploy(), info));
        assertThat(Files.readString(file)).contains("\"sources\" : [", "\"total\" : 8");
        assertIsReadAsWritten(file);
    }

    /** The others of a fleet would fill the memory. */
    @Test
    void aClusterIsReadWhenItIsAskedFor() throws IOException {
        Path file = written();
        RunReport report = ResultFile.read(file, "r", cluster -> {});
        assertThat(report.clusters().get(2).name()).isEqualTo("eu-2");
        Files.delete(file);
        assertThatThrownBy(() -> report.clusters().get(2)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void keysThatHaveJoinedSinceAreLeftOut() throws IOException {
        Path file = written();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"goal\"", "\"colour\" : {\"is\" : [1]}, \"goal\"")
                        .replace("\"sandbox\"", "\"mood\" : \"good\", \"sandbox\""));
        assertThat(ResultFile.read(file, "r", cluster -> {}).clusters().get(4).name())
                .isEqualTo("us-1");
    }

    @Test
    void aFileThatIsCutIsNamedWhereverItIsCut() throws IOException {
        Path file = written();
        String text = Files.readString(file).stripTrailing();
        for (int length = 1; length < text.length(); length++) {
            Files.writeString(file, text.substring(0, length));
            assertThatThrownBy(() -> ResultFile.read(file, "3-of-8/result.json", cluster -> {}))
                    .as(text.substring(0, length))
                    .isInstanceOf(UserException.class)
                    .hasMessageMatching(
                            "3-of-8/result.json:\\d+:\\d+: The file ends in the middle, as if a job was killed"
                                    + " or a copy broke off. Fetch it from its job again, or run that job again.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | r is no result.json of kit: it is no object. Fetch it",
                "[] | r is no result.json of kit: it is no object.",
                "{} | r is no result.json of kit: it has no version.",
                "<html> | r:1:1: This is no result.json of kit. Fetch it from its job again",
                "{\"version\":2,\"clusters\":[{\"name\":[]}]} | r has version 2 of the format, and this kit reads version 1. Merge with the version of kit that made it.",
                "{\"clusters\":[{\"name\":[]}]} | This is no result.json of kit.",
                "{\"version\":1,\"clusters\":[]} | r is no result.json of kit: it has no goal."
            })
    void whatIsNoResultIsNamed(String text, String message) throws IOException {
        Path file = folder.resolve("r");
        Files.writeString(file, text);
        assertThatThrownBy(() -> ResultFile.read(file, "r", cluster -> {}))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:00Z, noon, startedAt is no time",
        "'\"status\" : \"failed\"', '\"status\" : \"odd\"', it has a word that this kit does not know: ",
        "'\"action\" : \"update\"', '\"action\" : \"odd\"', it has a word that this kit does not know: "
    })
    void aWordThatIsNoneOfKitsIsNamed(String word, String other, String why) throws IOException {
        Path file = written();
        Files.writeString(file, Files.readString(file).replace(word, other));
        assertThatThrownBy(() -> ShardResult.read(file, "r"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("r is no result.json of kit: " + why);
    }

    @Test
    void whatCantBeReadIsTheWorldsFault() {
        assertThatThrownBy(() -> ResultFile.read(folder, "r", cluster -> {}))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("r can't be read: ");
    }

    private Path written() throws IOException {
        Path file = folder.resolve("one/result.json");
        ResultJson.write(Reportings.report(Reportings.deploy()), file);
        return file;
    }

    private void assertIsReadAsWritten(Path file) throws IOException {
        read.clear();
        RunReport report = ResultFile.read(file, "r", cluster -> read.add(cluster.name()));
        Path again = folder.resolve("again.json");
        ResultJson.write(report, again);
        assertThat(again).hasSameTextualContentAs(file);
    }
}
