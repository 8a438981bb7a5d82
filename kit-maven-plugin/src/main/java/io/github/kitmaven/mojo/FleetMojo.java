package io.github.kitmaven.mojo;

import io.github.kitmaven.apply.Parallel;
import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.fabric8.Fabric8ClusterClients;
import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.goal.Desired;
import io.github.kitmaven.goal.Ending;
import io.github.kitmaven.goal.FleetRequest;
import io.github.kitmaven.goal.GivenManifests;
import io.github.kitmaven.goal.OwnerOptions;
import io.github.kitmaven.goal.Render;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.FleetProgress;
import io.github.kitmaven.report.LiveScreen;
import io.github.kitmaven.report.Paint;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.strategy.Strategy;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that talk to clusters share: how to reach them, and how many at once. */
abstract class FleetMojo extends ReportsMojo {

    /**
     * A kubeconfig for this run, or a folder that has a {@code <cluster>.yaml} for each cluster. Otherwise each cluster's own
     * {@code clusters/<cluster>/kubeconfig.yaml} is used, or the context of your kubeconfig that its cluster.yaml names.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.kubeconfig")
    private @Nullable File kubeconfig;

    /**
     * Sends every cluster to a sandbox of its own, kept in {@code target/kit/sandbox}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.sandbox", defaultValue = "false")
    private boolean sandbox;

    /**
     * How many clusters are worked on at once.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.parallelism", defaultValue = "8")
    private int parallelism;

    /**
     * How many requests are under way at once to one cluster.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.requests", defaultValue = "16")
    private int requests;

    /**
     * A folder of manifests to take as they are, with a folder for each cluster, instead of rendering the resources. The
     * manifests of the repo's {@code namespaces/<cluster>} come first, as with rendered ones.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.manifests")
    private @Nullable File manifests;

    @Parameter(defaultValue = "${settings.interactiveMode}", readonly = true)
    private boolean interactive;

    @Parameter(defaultValue = "${session.request.degreeOfConcurrency}", readonly = true)
    private int threads;

    /** Made when the goal begins. */
    private @Nullable Reports outputs;

    @Override
    final void run() {
        Instant start = Instant.now();
        Terminal terminal = Terminal.of(interactive, threads, System.getenv());
        FleetProgress progress = new FleetProgress(Clock.systemUTC());
        LiveScreen screen =
                new LiveScreen(System.out, progress::lines, terminal.columns().orElse(0));
        Console console = console(terminal, progress, screen);
        Path file = target().resolve(resultName());
        Ending.begin(file);
        Reports all = new Reports(sops().secrets(), file); // if the parameters ask for others, they may be wrong
        try {
            shardResult().ifPresent(Ending::begin);
            all = reports(console);
            outputs = all;
            sayShard(console::say);
            run(console);
        } catch (KitException e) {
            Ending.keepFailure(goal(), start, e, all);
            throw e;
        } finally {
            screen.close();
        }
    }

    /** {@return the goal's name in the result} */
    abstract String goal();

    /** Does what the goal is for. */
    abstract void run(Console console);

    /** {@return the console of this build: lines of the log, and at a terminal the progress below them} */
    private Console console(Terminal terminal, FleetProgress progress, LiveScreen screen) {
        Paint paint = new Paint(terminal.colours());
        boolean othersWrite = getLog().isDebugEnabled();
        if (terminal.columns().isEmpty() || othersWrite || !getLog().isInfoEnabled()) {
            return new Console(getLog()::info, getLog()::warn, paint, progress, false, this::answer);
        }
        screen.start();
        return new Console(
                line -> screen.above(() -> getLog().info(line)),
                line -> screen.above(() -> getLog().warn(line)),
                paint,
                progress,
                true,
                this::answer);
    }

    /** {@return the adapter to real clusters} */
    final ClusterClients clusters() {
        if (requests < 1) {
            throw new UserException(Diagnostic.of(
                    "kit.requests is " + requests, "Set it to how many requests to send to one cluster at once"));
        }
        return new Fabric8ClusterClients(System.getenv(), sops(), "kit", requests);
    }

    /** {@return whether the manifests are given, and not to be rendered} */
    final boolean areManifestsGiven() {
        return manifests != null;
    }

    /**
     * Renders, and beside that asks git and loads the HTTP client, which both take a new process long at first.
     *
     * @return what a diff and a deploy need
     */
    final FleetRequest request(Console console) {
        List<Desired> wanted = new ArrayList<>();
        List<OwnerOptions> owner = new ArrayList<>();
        try (Parallel parallel = new Parallel("kit-repo", 3)) {
            parallel.all(List.of(
                    () -> wanted.addAll(desired(console)), () -> owner.add(owner()), Fabric8ClusterClients::warmUp));
        }
        Objects.requireNonNull(outputs).warmUp();
        return request(wanted, strategy(), owner.get(0));
    }

    /** {@return what a goal needs that plans for a strategy} */
    final FleetRequest request(List<Desired> wanted, Strategy how) {
        return request(wanted, how, owner());
    }

    private OwnerOptions owner() {
        return owner(manifests == null && selection().resources().isOpen());
    }

    private FleetRequest request(List<Desired> wanted, Strategy how, OwnerOptions owner) {
        if (parallelism < 1) {
            throw new UserException(Diagnostic.of(
                    "kit.parallelism is " + parallelism, "Set it to how many clusters to work on at once"));
        }
        Optional<String> commit = owner.run().head().map(Checkout.Head::commit);
        return new FleetRequest(
                clusters(wanted),
                Optional.ofNullable(kubeconfig).map(file -> basedir().resolve(file.toPath())),
                userKubeconfigs(),
                target().resolve("sandbox"),
                planOptions(how, commit.orElse(""), manifests != null),
                parallelism,
                commit,
                Objects.requireNonNull(outputs),
                sops().secrets(),
                owner);
    }

    private List<Desired> clusters(List<Desired> desired) {
        if (desired.isEmpty() && shard().filter(it -> it.index() > 1).isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "No cluster is left to work on: those that are asked for have disable: true in their cluster.yaml",
                    "Remove that line from the ones to deploy to"));
        }
        return sandbox ? desired.stream().map(Desired::inSandbox).toList() : desired;
    }

    private List<Desired> desired(Console console) {
        Render.Request request = renderRequest();
        if (manifests != null) {
            return new GivenManifests(basedir().resolve(manifests.toPath()), sops()).of(request);
        }
        Render.Result rendered = new Render(System.getenv(), sops(), console).run(request);
        rendered.write();
        return rendered.desired();
    }

    /** As kubectl has it: the files of KUBECONFIG, or else ~/.kube/config. */
    private static List<Path> userKubeconfigs() {
        String variable = text(System.getenv("KUBECONFIG"));
        return variable.isEmpty()
                ? List.of(Path.of(System.getProperty("user.home"), ".kube", "config"))
                : Stream.of(variable.split(File.pathSeparator))
                        .filter(path -> !path.isBlank())
                        .map(Path::of)
                        .toList();
    }
}
