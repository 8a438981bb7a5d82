package io.github.kitmaven.goal;

import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.git.Checkouts;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Remotes;
import io.github.kitmaven.image.CommitMessage;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.time.Instant;
import java.util.Map;

/** Commits the image that a service's build just made to the deployments repo. */
public final class CommitImage {
    private final Remotes remotes;
    private final Checkouts checkouts;
    private final Map<String, String> environment;
    private final Sops sops;
    private final Pause pause;
    private final EventSink events;

    /**
     * Makes the use case.
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
        this.remotes = remotes;
        this.checkouts = checkouts;
        this.environment = Map.copyOf(environment);
        this.sops = sops;
        this.pause = pause;
        this.events = events;
    }

    /**
     * Commits, unless the image file names the image already, is held at another one, or only a dry run was asked for. When somebody else pushes
     * at the same time, the edit is made again on what they pushed.
     *
     * @param request what is asked for
     * @return what was done
     * @throws UserException where the request, the deployments repo or the rights there have to be mended
     * @throws EnvironmentException where the server could not be reached, or others were faster each time
     */
    public CommitImageResult run(CommitImageRequest request) {
        ServiceBuild build = new ServiceBuild(request, CiBuild.in(environment), checkouts);
        NewImage image = build.newImage();
        String message = CommitMessage.of(request.message(), image);
        ImageCommit commit = new ImageCommit(
                image, message, build.committer(), request.dryRun(), Instant.now(), request.liftHold(), sops);
        Attempts attempts = new Attempts(request.retries(), pause, events);
        try (RemoteBranch remote = remotes.open(request.deployments())) {
            return attempts.make(number -> commit.attempt(remote, number)).orElseThrow(() -> outrun(request));
        }
    }

    private static EnvironmentException outrun(CommitImageRequest request) {
        return new EnvironmentException(
                Diagnostic.of(
                        "Others pushed to " + request.deployments().url() + " first at each of "
                                + (request.retries() + 1) + " attempts",
                        "Run the goal again, or raise kit.retries"),
                null);
    }
}
