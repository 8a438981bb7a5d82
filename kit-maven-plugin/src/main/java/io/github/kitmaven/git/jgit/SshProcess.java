package io.github.kitmaven.git.jgit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command that ssh runs on another machine. Where ssh ends without a word of that command, reading from it fails with what
 * ssh has to say; JGit would take it for a repository that does not exist.
 */
final class SshProcess extends Process {
    private static final int MOST_SAID = 4096;
    private static final int SECONDS_TO_END = 10;
    /** Each line of git's protocol begins with its length in four digits. */
    private static final int SHORTEST_WORD = 4;

    /** What shells say of a command that was interrupted. */
    private static final int INTERRUPTED = 130;

    private final Process ssh;
    private final CompletableFuture<String> said;
    private final InputStream output;

    SshProcess(Process ssh) {
        this.ssh = ssh;
        this.said = CompletableFuture.supplyAsync(() -> drain(ssh.getErrorStream()), SshProcess::start);
        this.output = new FilterInputStream(ssh.getInputStream()) {
            private int spoken;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = super.read(bytes, from, length);
                if (count < 0 && spoken < SHORTEST_WORD) {
                    throw new IOException("ssh: " + saidByTheEnd());
                }
                spoken = Math.min(SHORTEST_WORD, spoken + Math.max(count, 0));
                return count;
            }
        };
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "kit-ssh-errors");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads all, since ssh waits where nobody does, and keeps the beginning. */
    private static String drain(InputStream errors) {
        StringBuilder text = new StringBuilder();
        try (errors) {
            byte[] bytes = new byte[1024];
            for (int count = errors.read(bytes); count >= 0; count = errors.read(bytes)) {
                if (text.length() < MOST_SAID) {
                    text.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            return text.append(e.getMessage()).toString(); // it was ended while it spoke
        }
        return text.toString();
    }

    private String saidByTheEnd() throws IOException {
        try {
            String text = Printed.onOneLine(said.get(SECONDS_TO_END, TimeUnit.SECONDS));
            return text.isEmpty() ? "ended without a word" : text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException("ssh: ended without a word", e);
        }
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
        return ssh.getOutputStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return ssh.waitFor();
    }

    /** JGit asks as soon as it hears nothing more, which ssh may outlive. */
    @Override
    public int exitValue() {
        try {
            if (!ssh.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                ssh.destroy();
                return ssh.waitFor();
            }
            return ssh.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    @Override
    public void destroy() {
        ssh.destroy();
    }
}
