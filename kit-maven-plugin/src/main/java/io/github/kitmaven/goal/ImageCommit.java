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
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.image.ImageChange;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.util.Optional;

/** The commit of one image, which may take several attempts. */
record ImageCommit(NewImage image, String message, Person committer, boolean dryRun, Sops sops) {

    /**
     * Makes the edit on what the branch holds now, and pushes it.
     *
     * @return what was done; empty where somebody else pushed first
     */
    Optional<CommitImageResult> attempt(RemoteBranch remote, int number) {
        Snapshot head = remote.fetch();
        ImageChange change = ImageChange.of(head, image, sops);
        String name = image.image().toString();
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

    private static UserException declined(Snapshot head, Declined declined) {
        return new UserException(Diagnostic.of(
                "The deployments repo declined the push to " + head.branch() + ": " + declined.reason(),
                "Do what its hook asks for, or let this user push to the branch"));
    }
}
