package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.report.Console;
import io.github.kitmaven.testing.NoSops;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kit:sandbox} in a process of its own, which is told to end, or killed. */
@Timeout(120)
class StoppedSandboxTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

    @TempDir
    Path folder;

    @BeforeEach
    void makeRepo() {
        SandboxRun.repo(folder);
    }

    /** The build: runs the sandboxes of a repo, and prints what it says. */
    public static void main(String[] args) {
        Console console = new Console(System.out::println, System.out::println);
        new RunSandboxes(NoSops.create(), console, file -> System.out.println("ready"), line -> {})
                .run(SandboxRun.request(Path.of(args[0])));
    }

    @Test
    void whoIsToldToEndEndsAtOnceAndKeepsWhatIsThere() throws Exception {
        Process process = start();
        try (BufferedReader said = process.inputReader()) {
            awaitReady(said);
            int kept = post("kept");
            CompletableFuture<?> watch = HttpClient.newHttpClient()
                    .sendAsync(HttpRequest.newBuilder(uri("?watch=true")).build(), BodyHandlers.ofLines());
            watch.get(20, TimeUnit.SECONDS); // it has begun, and does not hold up the end

            process.toHandle().destroy();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
            assertThat(said.lines().collect(Collectors.joining("\n")))
                    .endsWith("The sandboxes have ended; what is in them is kept in "
                            + folder.resolve("target/kit/sandbox") + ".");
            assertThat(kept).isEqualTo(201);
        } finally {
            process.destroyForcibly();
        }
        assertThatItIsThereAfterwards();
    }

    @Test
    void whoIsKilledBlocksNobodyAndLosesNothing() throws Exception {
        Process process = start();
        try (BufferedReader said = process.inputReader()) {
            awaitReady(said);
            assertThat(post("kept")).isEqualTo(201);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThatItIsThereAfterwards();
    }

    @Test
    void aSecondProcessIsRefusedWithTheFirst() throws Exception {
        Process first = start();
        try (BufferedReader said = first.inputReader()) {
            awaitReady(said);
            Process second = start();
            try (BufferedReader lines = second.inputReader()) {
                assertThat(lines.lines().collect(Collectors.joining("\n")))
                        .contains("kit:sandbox runs for this repo already, as process " + first.pid() + ".");
                assertThat(second.waitFor()).isEqualTo(1);
            } finally {
                second.destroyForcibly();
            }
            assertThat(post("kept")).as("the first goes on").isEqualTo(201);
        } finally {
            first.destroyForcibly();
        }
    }

    private void assertThatItIsThereAfterwards() throws Exception {
        try (SandboxRun run = SandboxRun.start(SandboxRun.request(folder))) {
            HttpRequest get = HttpRequest.newBuilder(uri("/kept")).build();
            assertThat(HttpClient.newHttpClient()
                            .send(get, BodyHandlers.discarding())
                            .statusCode())
                    .as(run.said.toString())
                    .isEqualTo(200);
        }
    }

    private int post(String name) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(uri(""))
                .POST(BodyPublishers.ofString(
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"}}"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(post, BodyHandlers.discarding()).statusCode();
    }

    private URI uri(String rest) throws IOException {
        Path file = folder.resolve("target/kit/sandbox/kubeconfigs/local.yaml");
        String url = SandboxRun.server(file);
        return URI.create(url + CONFIG_MAPS + rest);
    }

    private static void awaitReady(BufferedReader said) throws IOException {
        String line = said.readLine();
        while (line != null && !line.equals("ready")) {
            line = said.readLine();
        }
        assertThat(line).isEqualTo("ready");
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppedSandboxTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }
}
