package io.github.kitmaven.report;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.model.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** All outputs of a run but the console. They hear what happens, and at the end each makes of the one result what it is for. */
public final class Reports implements RunListener {
    private final RunInfo info;
    private final Secrets secrets;
    private final Path file;
    private final List<RunListener> outputs;
    private final Timeline timeline;
    private final ChangeSources sources;

    /**
     * Makes the outputs.
     *
     * @param info what the run is
     * @param secrets values that no report may hold
     * @param file where the result goes, for machines
     * @param outputs those beside that file
     * @param clock tells when things happen
     */
    public Reports(RunInfo info, Secrets secrets, Path file, List<RunListener> outputs, Clock clock) {
        this(info, secrets, file, outputs, clock, ChangeSources.NONE);
    }

    /**
     * Makes outputs that tell where changes come from.
     *
     * @param info what the run is
     * @param secrets values that no report may hold
     * @param file where the result goes, for machines
     * @param outputs those beside that file
     * @param clock tells when things happen
     * @param sources knows what in the repo decides on what changes
     */
    public Reports(
            RunInfo info, Secrets secrets, Path file, List<RunListener> outputs, Clock clock, ChangeSources sources) {
        this.sources = sources;
        this.info = info;
        this.secrets = secrets;
        this.file = file;
        this.outputs = List.copyOf(outputs);
        this.timeline = new Timeline(clock);
    }

    /**
     * The result for machines alone.
     *
     * @param secrets values that it may not hold
     * @param file where it goes
     */
    public Reports(Secrets secrets, Path file) {
        this(RunInfo.NONE, secrets, file, List.of(), Clock.systemUTC());
    }

    /** Loads beside other work what the outputs need at the end. */
    @Override
    public void warmUp() {
        beside(() -> outputs.forEach(RunListener::warmUp));
    }

    /** {@return where the result goes, for machines} */
    public Path file() {
        return file;
    }

    /** {@return where people look at the result: a page, if one is made of it} */
    public Path shown() {
        return outputs.stream()
                .flatMap(output -> output.page().stream())
                .findFirst()
                .orElse(file);
    }

    /** {@return what the run is} */
    public RunInfo info() {
        return info;
    }

    /** {@return whether the result has been written} */
    public boolean isWritten() {
        return Files.exists(file);
    }

    /**
     * Adds who sees what happens while it does.
     *
     * @param console the console
     * @return tells both
     */
    public RunListener and(Console console) {
        return new Audience(console, this);
    }

    /** One after the other. */
    private record Audience(Console console, Reports reports) implements RunListener {
        @Override
        public void planned(List<ClusterResult> clusters) {
            console.planned(clusters);
            reports.planned(clusters);
        }

        @Override
        public void on(Event event) {
            console.on(event);
            reports.on(event);
        }

        @Override
        public void deployed(ClusterResult cluster) {
            console.deployed(cluster);
            reports.deployed(cluster);
        }
    }

    @Override
    public void planned(List<ClusterResult> clusters) {
        outputs.forEach(output -> output.planned(clusters));
    }

    @Override
    public void on(Event event) {
        timeline.on(event);
        outputs.forEach(output -> output.on(event));
    }

    @Override
    public void deployed(ClusterResult cluster) {
        outputs.forEach(output -> output.deployed(cluster));
    }

    /**
     * Makes all reports.
     *
     * @param result the result
     * @throws IOException if one can't be written; the others are, all the same
     */
    public void write(Result result) throws IOException {
        write(new Reporting(info, secrets::mask, timeline, sources).of(result));
    }

    /**
     * Makes all reports of a run that was another's.
     *
     * @param report the run, in which no secret is left
     * @throws IOException if one can't be written; the others are, all the same
     */
    public void write(RunReport report) throws IOException {
        Failures failures = new Failures();
        List<CompletableFuture<Void>> reaching = outputs.stream()
                .filter(RunListener::reachesOut)
                .map(output ->
                        CompletableFuture.runAsync(() -> failures.of(() -> output.ended(report)), Reports::beside))
                .toList();
        failures.of(() -> ResultJson.write(report, file));
        outputs.stream()
                .filter(output -> !output.reachesOut())
                .forEach(output -> failures.of(() -> output.ended(report)));
        reaching.forEach(Reports::join);
        failures.rethrow();
    }

    private static void join(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    private static void beside(Runnable work) {
        Thread thread = new Thread(work, "kit-report");
        thread.setDaemon(true);
        thread.start();
    }

    /** The first of what went wrong, with the others behind it. */
    private static final class Failures {
        private final List<IOException> all = new CopyOnWriteArrayList<>();

        interface Writing {
            void run() throws IOException;
        }

        void of(Writing writing) {
            try {
                writing.run();
            } catch (IOException e) {
                all.add(e);
            }
        }

        void rethrow() throws IOException {
            if (!all.isEmpty()) {
                IOException first = all.get(0);
                all.stream().skip(1).forEach(first::addSuppressed);
                throw first;
            }
        }
    }
}
