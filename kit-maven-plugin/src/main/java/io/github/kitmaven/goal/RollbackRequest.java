package io.github.kitmaven.goal;

import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.image.Hold;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@link Rollback} is asked for.
 *
 * @param resource the resource of the repo to roll back
 * @param deployId the deploy in reserve to switch back to
 * @param to the commit of the deployments repo to set images back to, as the user names it; it wins over the deploy
 * @param hold what keeps the image files; without a reason it gets one that tells what was done
 * @param git where the deployments repo is
 * @param options how to deploy, and whether to do anything at all
 */
public record RollbackRequest(
        String resource,
        Optional<String> deployId,
        Optional<String> to,
        Hold hold,
        GitOptions git,
        DeployOptions options) {

    /**
     * The deployments repo in git.
     *
     * @param checkout the folder that is checked out
     * @param remote where it is pushed to
     * @param committer who commits
     * @param retries how often to try again when the remote moved or didn't answer
     */
    public record GitOptions(Path checkout, RemoteAddress remote, Person committer, Retries retries) {}
}
