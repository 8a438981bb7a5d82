package io.github.kitmaven.cluster.fabric8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * What came of running a program. Never printed: the output may hold a token.
 *
 * @param exitValue its exit status; empty where it had to be ended
 * @param output what it wrote to its standard output
 * @param errors what it wrote to its standard error
 */
record ProgramRun(OptionalInt exitValue, String output, String errors) {
    /** How long to wait for the end of what a program wrote, once it has ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /**
     * Runs a program without input, and leaves nothing of it running if it takes too long. Something that the program left
     * behind may hold its output open for ever; that isn't waited for.
     */
    static ProgramRun of(ProcessBuilder program, Duration limit) throws IOException, InterruptedException {
        Process process = program.start();
        try {
            process.getOutputStream().close();
            Reader output = Reader.of(process.getInputStream());
            Reader errors = Reader.of(process.getErrorStream());
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return new ProgramRun(OptionalInt.empty(), "", "");
            }
            long deadline = System.nanoTime() + LAST_WORDS.toNanos();
            return new ProgramRun(
                    OptionalInt.of(process.exitValue()), output.textBy(deadline), errors.textBy(deadline));
        } finally {
            end(process);
        }
    }

    private static void end(Process process) throws IOException {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.getInputStream().close();
        process.getErrorStream().close();
    }

    /** {@return the exit status alone: the output may hold a token} */
    @Override
    public String toString() {
        return exitValue.toString();
    }

    /** A thread of its own that reads a stream, as a program blocks when nobody does. */
    private record Reader(Thread thread, ByteArrayOutputStream read) {
        static Reader of(InputStream stream) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            Thread thread = new Thread(
                    () -> {
                        try {
                            stream.transferTo(read);
                        } catch (IOException e) {
                            // closed, as nobody waits for the rest
                        }
                    },
                    "kit-credentials");
            thread.setDaemon(true);
            thread.start();
            return new Reader(thread, read);
        }

        String textBy(long deadline) throws InterruptedException {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            return read.toString(StandardCharsets.UTF_8);
        }
    }
}
