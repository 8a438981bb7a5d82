package io.github.kitmaven.goal;

import io.github.kitmaven.config.NameFilter;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.git.Checkouts;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Remotes;
import io.github.kitmaven.goal.CommitImageResult.NotDeployable;
import io.github.kitmaven.goal.CommitImageResult.OfFork;
import io.github.kitmaven.image.BuildOrigin;
import io.github.kitmaven.image.CommitMessage;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.registry.ImageRegistry;
import io.github.kitmaven.sops.Sops;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commits the images that a service's build just made to the deployments repo. */
public final class CommitImage {
    private final Remotes remotes;
    private final Checkouts checkouts;
    private final Map<String, String> environment;
    private final Sops sops;
    private final Pause pause;
    private final EventSink events;
    private final ServiceHistory history;
    private final ImageRegistry registry;

    /**
     * Makes the use case for a service whose history is not known, with no registry to ask.
     *
     * @param remotes opens the deployments repo
     * @param checkouts reads the service's own repo
     * @param environment the process's environment, where a CI server says what it builds
     * @param sops decrypts kit.yaml, if that is encrypted
     * @param pause lets time pass between two attempts
     * @param events hears of faults that were tried again
     */
    public CommitImage(
            Remotes remotes,
            Checkouts checkouts,
            Map<String, String> environment,
            Sops sops,
            Pause pause,
            EventSink events) {
        this(remotes, checkouts, environment, sops, pause, events, ServiceHistory.none(), image -> Optional.empty());
    }

    /**
     * Makes the use case.
     *
     * @param remotes opens the deployments repo
     * @param checkouts reads the service's own repo
     * @param environment the process's environment, where a CI server says what it builds
     * @param sops decrypts kit.yaml, if that is encrypted
     * @param pause lets time pass between two attempts
     * @param events hears of faults that were tried again
     * @param history tells which of two commits of the service is older
     * @param registry is asked for images, where that is wanted
     */
    public CommitImage(
            Remotes remotes,
            Checkouts checkouts,
            Map<String, String> environment,
            Sops sops,
            Pause pause,
            EventSink events,
            ServiceHistory history,
            ImageRegistry registry) {
        this.remotes = remotes;
        this.checkouts = checkouts;
        this.environment = Map.copyOf(environment);
        this.sops = sops;
        this.pause = pause;
        this.events = events;
        this.history = history;
        this.registry = registry;
    }

    /**
     * Commits, unless a fork or a branch is built that does not deploy, the image files name the images already or are held at others, or only a
     * dry run was asked for. When somebody else pushes at the same time, the edit is made again on what they pushed.
     *
     * @param request what is asked for
     * @return what was done
     * @throws UserException where the request, the deployments repo or the rights there have to be mended
     * @throws EnvironmentException where the server could not be reached, or others were faster each time
     */
    public CommitImageResult run(CommitImageRequest request) {
        Optional<CiBuild> ci = CiBuild.in(environment);
        Optional<String> fork = ci.flatMap(CiBuild::fork);
        if (fork.isPresent() && !request.rules().allowForks()) {
            return new OfFork(fork.get());
        }
        ServiceBuild build =
                new ServiceBuild(request, ci, checkouts, history.remote().get());
        NameFilter deployable =
                new NameFilter("kit.deployableBranches", request.rules().deployableBranches());
        if (!deployable.isOpen() && !deployable.chooses(build.branch())) {
            return new NotDeployable(build.branch(), deployable.patterns());
        }
        List<NewImage> images = build.newImages(new ImagePin(request.rules(), registry)::of);
        ImageCommit commit = commit(request, build, images);
        Attempts attempts = new Attempts(request.retries(), pause, events);
        try (RemoteBranch remote = remotes.open(address(request.deployments(), images.get(0)))) {
            return attempts.make(number -> commit.attempt(remote, number)).orElseThrow(() -> outrun(request));
        }
    }

    /** A branch for a pull request may be named after what is committed. */
    private static RemoteAddress address(RemoteAddress address, NewImage first) {
        return address.pushingTo(address.pushBranch()
                .map(name -> name.replace("{repository}", first.file().repository())
                        .replace("{branch}", first.file().branch())));
    }

    private ImageCommit commit(CommitImageRequest request, ServiceBuild build, List<NewImage> images) {
        BuildOrigin origin = build.origin();
        CommitMessage.of(request.message(), images, origin); // a wrong template is told before anything is fetched
        return new ImageCommit(
                images,
                changed -> CommitMessage.of(request.message(), changed, origin),
                build.committer(),
                request.dryRun(),
                Instant.now(),
                request.liftHold(),
                new BuildOrder(origin, history, request.rules().allowOlder()),
                sops);
    }

    private static EnvironmentException outrun(CommitImageRequest request) {
        return new EnvironmentException(
                Diagnostic.of(
                        "Others pushed to " + request.deployments().url() + " first each time",
                        "Run the goal again, or raise kit.retries and kit.retryTimeout"),
                null);
    }
}
