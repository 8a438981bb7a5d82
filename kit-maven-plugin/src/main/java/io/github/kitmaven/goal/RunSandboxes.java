package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.sandbox.AnsweredRequest;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sops.Sops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs a sandbox for each cluster of the repo until it is told to end, for kubectl and other builds to work with. */
public final class RunSandboxes {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final Sops sops;
    private final Console console;
    private final Consumer<Path> ready;
    private final Consumer<String> requests;

    /**
     * Makes the goal.
     *
     * @param sops decrypts the files of the repo
     * @param console says where the sandboxes are
     * @param ready is given the kubeconfig of all sandboxes once they can be used
     * @param requests hears of each request that wants something changed, or that may have met a fault, on any thread
     */
    public RunSandboxes(Sops sops, Console console, Consumer<Path> ready, Consumer<String> requests) {
        this.sops = sops;
        this.console = console;
        this.ready = ready;
        this.requests = requests;
    }

    /**
     * Runs the sandboxes; returns when their time is over, or the process is told to end.
     *
     * @param request which, and how
     * @throws UserException if the repo or the request is wrong, or sandboxes of the repo run already
     * @throws EnvironmentException if a port is taken, a folder can't be written, or is deleted meanwhile
     */
    public void run(SandboxRequest request) {
        List<Cluster> clusters = clusters(request);
        SandboxFaults faults = SandboxFaults.parse(
                "kit.sandbox.faults",
                request.faults(),
                clusters.stream().map(Cluster::name).toList());
        try (UntilStopped until = new UntilStopped()) {
            serve(request, clusters, faults, until);
            console.say(SandboxText.ended(clusters.size(), request.folder()));
        }
    }

    private void serve(SandboxRequest request, List<Cluster> clusters, SandboxFaults faults, UntilStopped until) {
        SandboxFolder folder = new SandboxFolder(request.folder());
        Faults latency = Faults.none().withLatency(request.latency());
        try (SandboxFleet fleet = SandboxFleet.start(clusters, folder, request.port(), this::hear)) {
            fleet.inject(faults, latency);
            FaultsFile file = FaultsFile.create(folder.faults(), request.faults());
            fleet.publish();
            new SandboxText(request, folder, fleet.contexts()).lines().forEach(console::say);
            ready.accept(folder.allContexts());
            until.every(request.time().orElse(FOR_EVER), LOOK, () -> {
                checkThere(folder);
                file.changed().ifPresent(text -> change(fleet, text, latency));
            });
        }
    }

    /** Faults that can't be understood leave things as they are. */
    private void change(SandboxFleet fleet, String text, Faults latency) {
        try {
            fleet.inject(SandboxFaults.parse("faults.txt", text, fleet.names()), latency);
            console.say(SandboxText.faults(text));
        } catch (UserException e) {
            e.diagnostics().forEach(problem -> console.on(new Warned(problem)));
        }
    }

    private void hear(String cluster, AnsweredRequest answered) {
        if (answered.writes() || answered.disturbed()) {
            requests.accept(SandboxText.request(cluster, answered));
        }
    }

    private List<Cluster> clusters(SandboxRequest request) {
        List<Cluster> clusters = Fleet.read(KitYaml.read(request.repo(), sops), request.selection()).stream()
                .map(ClusterConfig::cluster)
                .toList();
        if (clusters.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "No cluster is left to play: those that are asked for have disable: true in their cluster.yaml",
                    "Remove that line from the ones to play"));
        }
        if (request.port() < 0 || request.port() + clusters.size() - 1 > 65_535) {
            throw new UserException(Diagnostic.of(
                    "kit.sandbox.port is " + request.port(),
                    "Set it to the port of the first sandbox, from 1 to 65535, those of the others follow; or leave it"
                            + " out for free ones"));
        }
        return clusters;
    }

    private static void checkThere(SandboxFolder folder) {
        if (!Files.exists(folder.kubeconfigs())) {
            throw new EnvironmentException(
                    Diagnostic.of(
                            "The sandboxes end, since their folder " + folder.root() + " was deleted",
                            "Start them again; mvn clean deletes it, too"),
                    null);
        }
    }
}
