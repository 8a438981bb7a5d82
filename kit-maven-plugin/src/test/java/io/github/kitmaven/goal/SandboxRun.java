package io.github.kitmaven.goal;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The goal {@code kit:sandbox} at work on a repo like the archetype's, whose second cluster is not disabled. */
final class SandboxRun implements AutoCloseable {
    private static final Path ARCHETYPE =
            Path.of("../kit-deployments-archetype/src/main/resources/archetype-resources");

    final List<String> said = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Path> ready = new CompletableFuture<>();
    private final Thread thread;

    private SandboxRun(SandboxRequest request) {
        RunSandboxes goal = new RunSandboxes(
                NoSops.create(), new Console(said::add, line -> said.add("! " + line)), ready::complete, requests::add);
        thread = new Thread(() -> {
            try {
                goal.run(request);
            } catch (RuntimeException e) {
                said.add(String.valueOf(e.getMessage()));
                ready.completeExceptionally(e);
            }
        });
        thread.start();
    }

    /** Starts it, and returns when its sandboxes can be used. */
    static SandboxRun start(SandboxRequest request) throws Exception {
        SandboxRun run = new SandboxRun(request);
        run.kubeconfig();
        return run;
    }

    /** Makes a deployments repo like the archetype's in a folder. */
    static Path repo(Path folder) {
        Map<String, String> files = Folders.read(ARCHETYPE);
        files.computeIfPresent(
                "clusters/production/cluster.yaml", (file, text) -> text.replace("  disable: true\n", ""));
        Folders.write(folder, files);
        return folder;
    }

    static SandboxRequest request(Path repo) {
        return new SandboxRequest(
                repo,
                Selection.of("", "", ""),
                repo.resolve("target/kit/sandbox"),
                0,
                Duration.ZERO,
                "",
                Optional.empty());
    }

    static SandboxRequest withFaults(SandboxRequest request, String faults) {
        return new SandboxRequest(
                request.repo(),
                request.selection(),
                request.folder(),
                request.port(),
                request.latency(),
                faults,
                request.time());
    }

    /** What the repo wants, to be deployed with the repo's own sandboxes. */
    static Deployments deployments(Path repo) {
        Deployments deployments = new Deployments(repo.resolve("target/kit"));
        List<Desired> desired = new Render(Map.of(), NoSops.create(), event -> {})
                .run(new Render.Request(repo, Selection.of("", "", ""), DeployId.NONE, Optional.empty()))
                .desired();
        return deployments.want(desired.toArray(Desired[]::new));
    }

    /** The address of the first cluster in a kubeconfig. */
    static String server(Path kubeconfig) throws IOException {
        Matcher server = Pattern.compile("server: \"(.*?)\"").matcher(Files.readString(kubeconfig));
        if (!server.find()) {
            throw new AssertionError(kubeconfig + " has no server");
        }
        return server.group(1);
    }

    Path kubeconfig() throws Exception {
        return ready.get(30, TimeUnit.SECONDS);
    }

    /** Waits until it ends by itself. */
    void join() {
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("kit:sandbox does not end: " + said);
        }
    }

    /** Ends it, as an IDE would. */
    @Override
    public void close() {
        thread.interrupt();
        join();
    }
}
