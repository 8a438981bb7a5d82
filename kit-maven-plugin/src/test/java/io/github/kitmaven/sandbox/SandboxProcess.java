package io.github.kitmaven.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A sandbox in a process of its own, to be killed. */
final class SandboxProcess {
    private SandboxProcess() {}

    /** Runs a sandbox on a state folder until the process is killed. */
    public static void main(String[] args) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withState(Path.of(args[0])))) {
            System.out.println(sandbox.url());
            new CountDownLatch(1).await();
        }
    }

    static TestServer start(Path state) throws IOException {
        return start(state, "true");
    }

    /** Runs the sandbox on a disk that takes files of a size, in KiB, and no larger ones. */
    static TestServer startOnFullDisk(Path state, int size) throws IOException {
        return start(state, "ulimit -f " + size);
    }

    private static TestServer start(Path state, String before) throws IOException {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        before + "; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData", // a file, too
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxProcess.class.getName(),
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String url = output.readLine();
        if (url == null) {
            throw new IllegalStateException("the sandbox did not start");
        }
        return new TestServer("killed", URI.create(url), "", HttpClient.newHttpClient(), () -> kill(process));
    }

    private static void kill(Process process) {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
