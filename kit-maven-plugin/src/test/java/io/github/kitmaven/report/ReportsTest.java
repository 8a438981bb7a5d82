package io.github.kitmaven.report;

import static io.github.kitmaven.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the outputs of a run end. */
class ReportsTest {
    @TempDir
    Path folder;

    @Test
    void thoseThatWaitForOthersDoSoBesideThoseThatWriteFiles() throws IOException {
        CountDownLatch filesWritten = new CountDownLatch(1);
        Output answered = new Output(true, () -> await(() -> filesWritten.getCount() == 0));
        write(answered, new Output(false, filesWritten::countDown));
        assertThat(folder.resolve("result.json")).exists();
    }

    @Test
    void whatOneCantWriteKeepsNoOtherFromIt() {
        CountDownLatch others = new CountDownLatch(2);
        assertThatThrownBy(() -> write(
                        new Output(false, failing("no room")),
                        new Output(true, failing("nobody there")),
                        new Output(false, others::countDown),
                        new Output(true, others::countDown)))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(List.of(e.getMessage(), e.getSuppressed()[0].getMessage()))
                        .containsExactlyInAnyOrder("no room", "nobody there"));
        assertThat(others.getCount()).isZero();
        assertThat(folder.resolve("result.json")).exists();
    }

    @Test
    void aFaultOfOursIsTheSameFromEither() {
        for (boolean reachesOut : List.of(true, false)) {
            assertThatThrownBy(() -> write(new Output(reachesOut, () -> {
                        throw new IllegalStateException("ours");
                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("ours");
        }
    }

    @Test
    void whatTheEndNeedsIsLoadedBesideOtherWork() {
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        RunListener loading = new RunListener() {
            @Override
            public void warmUp() {
                await(() -> begin.getCount() == 0);
                done.countDown();
            }
        };
        reports(loading, loading).warmUp();
        assertThat(done.getCount()).isEqualTo(2);
        begin.countDown();
        await(() -> done.getCount() == 0);
    }

    private void write(RunListener... outputs) throws IOException {
        reports(outputs).write(Reportings.deploy());
    }

    private Reports reports(RunListener... outputs) {
        return new Reports(
                RunInfo.NONE, new Secrets(), folder.resolve("result.json"), List.of(outputs), Clock.systemUTC());
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Work failing(String why) {
        return () -> {
            throw new IOException(why);
        };
    }

    private record Output(boolean reachesOut, Work work) implements RunListener {
        @Override
        public void ended(RunReport report) throws IOException {
            work.run();
        }
    }
}
