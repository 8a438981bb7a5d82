package io.github.kitmaven.mojo;

import io.github.kitmaven.cluster.ClusterClients;
import io.github.kitmaven.cluster.fabric8.Fabric8ClusterClients;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.goal.Desired;
import io.github.kitmaven.goal.Ending;
import io.github.kitmaven.goal.FleetRequest;
import io.github.kitmaven.goal.GivenManifests;
import io.github.kitmaven.goal.PlanOptions;
import io.github.kitmaven.goal.Render;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.strategy.FastRollback;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.strategy.Strategy;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that talk to clusters share: how to reach them, and what to take into account. */
abstract class FleetMojo extends OwnerMojo {

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
     * Takes only the objects whose labels match, in the grammar of {@code kubectl -l}: {@code app=web,tier in (a,b),!old}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.selector")
    private @Nullable String selector;

    /**
     * Applies objects that are as wanted again.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.force", defaultValue = "false")
    private boolean force;

    /**
     * Takes over fields that other managers own, instead of failing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.forceConflicts", defaultValue = "false")
    private boolean forceConflicts;

    /**
     * Creates what is missing, and leaves alone what is there.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.createOnly", defaultValue = "false")
    private boolean createOnly;

    /**
     * Applies the manifests as they are rendered, without the labels, selectors, annotations and names of Jobs that kit
     * completes.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.raw", defaultValue = "false")
    private boolean raw;

    /**
     * Deletes an object and makes it anew where a field is to change that can't be changed, such as the selector of a
     * Deployment. An object's annotation {@code kit-deployer/replace: "true"} does so for it alone; a
     * PersistentVolumeClaim, a PersistentVolume, a Namespace and a CustomResourceDefinition need that annotation, since what
     * is in them is lost.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.replace", defaultValue = "false")
    private boolean replace;

    /**
     * The id of this deploy in your pipeline: the annotation {@code deployment.invision/uuid} of what is written.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.uuid")
    private @Nullable String uuid;

    /**
     * The id of the release in your pipeline: the annotation {@code deployment.invision/release-id} of what is written.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.releaseId")
    private @Nullable String releaseId;

    /**
     * The id of a whole tier's deployment in your pipeline: the annotation {@code deployment.invision/tier-deployment-id} of
     * what is written.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.tierDeploymentId")
    private @Nullable String tierDeploymentId;

    /**
     * How a new version takes the place of the old one. {@code rolling-update}: a Deployment replaces its pods one after the
     * other. {@code fast-rollback}: each deploy gets Deployments of its own, {@code <name>-<kit.deployId>}; Services are
     * switched when all of them are available, and earlier ones stay in reserve for {@code kit:rollback}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.strategy", defaultValue = "rolling-update")
    private String strategy;

    /**
     * How many earlier Deployments stay in reserve with the strategy {@code fast-rollback}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.reserve", defaultValue = "3")
    private int reserve;

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

    @Override
    final void run() {
        Instant start = Instant.now();
        Path result = target().resolve(resultName());
        Ending.begin(result);
        try {
            run(console());
        } catch (KitException e) {
            Ending.keepFailure(goal(), start, e, sops().secrets(), result);
            throw e;
        }
    }

    /** {@return the goal's name in the result} */
    abstract String goal();

    /** {@return the name of the file with the result} */
    String resultName() {
        return "result.json";
    }

    /** Does what the goal is for. */
    abstract void run(Console console);

    /** {@return the console of this build} */
    private Console console() {
        return new Console(getLog()::info, getLog()::warn);
    }

    /** {@return the adapter to real clusters} */
    final ClusterClients clusters() {
        if (requests < 1) {
            throw new UserException(Diagnostic.of(
                    "kit.requests is " + requests, "Set it to how many requests to send to one cluster at once"));
        }
        return new Fabric8ClusterClients(System.getenv(), sops(), "kit", requests);
    }

    /** Renders, and {@return what a diff and a deploy need} */
    final FleetRequest request(Console console) {
        if (parallelism < 1) {
            throw new UserException(Diagnostic.of(
                    "kit.parallelism is " + parallelism, "Set it to how many clusters to work on at once"));
        }
        List<Desired> desired = clusters(desired(console));
        Optional<String> commit =
                new JGitCheckouts().at(basedir()).flatMap(Checkout::head).map(Checkout.Head::commit);
        return new FleetRequest(
                desired,
                Optional.ofNullable(kubeconfig).map(file -> basedir().resolve(file.toPath())),
                userKubeconfigs(),
                target().resolve("sandbox"),
                new PlanOptions(
                        selector(),
                        force,
                        forceConflicts,
                        createOnly,
                        raw,
                        replace,
                        strategy(),
                        marks(commit.orElse(""))),
                parallelism,
                commit,
                target().resolve(resultName()),
                sops().secrets(),
                owner(manifests == null
                        && renderRequest().selection().resources().isOpen()));
    }

    /** What this run writes on the objects; given manifests need not be as the original wanted them. */
    private Marks marks(String commit) {
        boolean likeOriginal =
                manifests == null && KitYaml.read(basedir(), sops()).version().likeOriginal();
        return new Marks(
                strategy().label(),
                renderRequest().deployId().id(),
                likeOriginal,
                Map.of(
                        KitAnnotations.COMMIT, commit,
                        KitAnnotations.LAST_UPDATED, Instant.now().toString(),
                        KitAnnotations.UUID, text(uuid),
                        KitAnnotations.RELEASE_ID, text(releaseId),
                        KitAnnotations.TIER_DEPLOYMENT_ID, text(tierDeploymentId)));
    }

    @Override
    final boolean keepsReserve() {
        return super.keepsReserve() || FastRollback.LABEL.equals(strategy);
    }

    private Strategy strategy() {
        return Choice.of("kit.strategy", strategy, RollingUpdate.LABEL, FastRollback.LABEL)
                        .equals(FastRollback.LABEL)
                ? new FastRollback(renderRequest().deployId().id(), reserve)
                : new RollingUpdate();
    }

    private LabelSelector selector() {
        try {
            return LabelSelector.parse(text(selector));
        } catch (IllegalArgumentException e) {
            throw new UserException(Diagnostic.of(
                    "'" + e.getMessage() + "' in kit.selector '" + text(selector) + "' is not a requirement",
                    "Write it as kubectl's -l: a=b, a!=b, a in (b,c), a notin (b,c), a, !a, a>1, joined by commas"));
        }
    }

    private List<Desired> clusters(List<Desired> desired) {
        if (desired.isEmpty()) {
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

    private Path target() {
        return basedir().resolve("target").resolve("kit");
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
