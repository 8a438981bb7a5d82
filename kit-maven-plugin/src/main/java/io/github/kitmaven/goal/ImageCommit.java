package io.github.kitmaven.goal;

import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.PushResult.Declined;
import io.github.kitmaven.git.PushResult.Outrun;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.DryRun;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.image.Hold;
import io.github.kitmaven.image.ImageChange;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.time.Instant;
import java.util.Optional;

/**
 * The commit of one image, which may take several attempts.
 *
 * @param now when it is made; a hold that is over by then is lifted with it
 * @param lift whether to lift a hold that is not over
 */
record ImageCommit(
        NewImage image, String message, Person committer, boolean dryRun, Instant now, boolean lift, Sops sops) {

    /**
     * Makes the edit on what the branch holds now, and pushes it.
     *
     * @return what was done; empty where somebody else pushed first
     */
    Optional<CommitImageResult> attempt(RemoteBranch remote, int number) {
        Snapshot head = remote.fetch();
        ImageChange change = ImageChange.of(head, image, sops);
        String name = image.image().toString();
        Optional<Hold> hold = change.hold();
        if (hold.isPresent()) {
            if (!lift && hold.get().holdsAt(now) && !change.isNone()) {
                String old = change.replaced().orElse("no image");
                return Optional.of(
                        new Held(old, change.path(), head.branch(), hold.get().words(), name));
            }
            change = lift || !hold.get().holdsAt(now) ? change.lifted() : change;
        }
        if (change.isNone()) {
            return Optional.of(new Unchanged(name, change.path(), head.branch()));
        }
        if (dryRun) {
            return Optional.of(new DryRun(name, change.path(), head.branch(), message, change.patch()));
        }
        PushResult answer = remote.push(head, change.edit(committer, message));
        if (answer instanceof Declined declined) {
            throw declined(head, declined);
        }
        if (answer instanceof Outrun) {
            return Optional.empty();
        }
        String id = ((Pushed) answer).commit();
        return Optional.of(new Committed(name, change.path(), head.branch(), id, change.replaced(), number));
    }

    static UserException declined(Snapshot head, Declined declined) {
        return new UserException(Diagnostic.of(
                "The deployments repo declined the push to " + head.branch() + ": " + declined.reason(),
                "Do what its hook asks for, or let this user push to the branch"));
    }
}
