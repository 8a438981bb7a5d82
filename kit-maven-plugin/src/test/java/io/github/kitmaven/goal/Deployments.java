package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.fabric8.Fabric8ClusterClients;
import io.github.kitmaven.goal.DeployOptions.Wait;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.FleetStatus;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.sops.Sops;
import io.github.kitmaven.testing.NoSops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Runs deploys and diffs for tests, and keeps all that they say. */
final class Deployments {
    private final Path folder;
    /** Other clients than a build's. */
    Optional<ClusterClients> clients = Optional.empty();

    private final List<Desired> desired = new ArrayList<>();
    /** Happens once the plan is shown. */
    Runnable onPlan = () -> {};
    /** Hears each line as it is said. */
    Consumer<String> onLine = line -> {};

    Sops sops = NoSops.create();
    Map<String, String> environment = Map.of();
    final List<String> said = new CopyOnWriteArrayList<>();
    PlanOptions plan = new PlanOptions(LabelSelector.parse(""), false, false, false, false);
    OwnerOptions owner = OwnerOptions.defaults();
    int parallelism = 4;
    RunInfo info = RunInfo.NONE;
    /** A kubeconfig for the run, or a folder of them. */
    Optional<Path> kubeconfig = Optional.empty();
    /** Reports beside result.json. */
    List<RunListener> outputs = List.of();

    DeployOptions options =
            new DeployOptions(false, false, Wait.ALL, true, RolloutOptions.within(Duration.ofSeconds(60)));

    Deployments(Path folder) {
        this.folder = folder;
    }

    Deployments want(Desired... clusters) {
        desired.clear();
        desired.addAll(List.of(clusters));
        return this;
    }

    List<Desired> wanted() {
        return List.copyOf(desired);
    }

    Result deploy() {
        said.clear();
        return new Deploy(clients(), Clock.systemUTC(), console()).run(request(), options);
    }

    Result diff(boolean failOnChanges) {
        said.clear();
        return new Diff(clients(), Clock.systemUTC(), console()).run(request(), failOnChanges);
    }

    FleetStatus status(boolean failOnStatus) {
        said.clear();
        return new Status(clients(), Clock.systemUTC(), console()).run(request(), failOnStatus);
    }

    /** What a deploy that must fail says in the end. */
    String failure() {
        try {
            deploy();
        } catch (KitException e) {
            return masked(String.valueOf(e.getMessage()));
        }
        throw new AssertionError("the deploy succeeded: " + said);
    }

    String resultFile() {
        try {
            return Files.readString(folder.resolve("result.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the log of a goal does. */
    private String masked(String line) {
        return sops.secrets().mask(line);
    }

    private Console console() {
        return new Console(line -> hear(masked(line)), line -> said.add("! " + masked(line)));
    }

    private ClusterClients clients() {
        return clients.orElseGet(() -> new Fabric8ClusterClients(environment, sops, "kit"));
    }

    private FleetRequest request() {
        return new FleetRequest(
                List.copyOf(desired),
                kubeconfig,
                List.of(),
                folder.resolve("sandbox"),
                plan,
                parallelism,
                Optional.of("abc"),
                new Reports(info, sops.secrets(), folder.resolve("result.json"), outputs, Clock.systemUTC()),
                sops.secrets(),
                owner);
    }

    private void hear(String line) {
        said.add(line);
        onLine.accept(line);
        if (line.startsWith("Deploying")) {
            onPlan.run();
        }
    }
}
