package io.github.kitmaven.goal;

import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.PushResult.Declined;
import io.github.kitmaven.git.PushResult.Outrun;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.goal.CommitImageResult.OfFile;
import io.github.kitmaven.goal.CommitImageResult.Several;
import io.github.kitmaven.image.ImageChange;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The commit of one build's images, which may take several attempts.
 *
 * @param message words it, for those images that it sets
 * @param now when it is made; a hold that is over by then is lifted with it
 * @param lift whether to lift a hold that is not over
 * @param order keeps an older build from going over a newer one
 */
record ImageCommit(
        List<NewImage> images,
        Function<List<NewImage>, String> message,
        Person committer,
        boolean dryRun,
        Instant now,
        boolean lift,
        BuildOrder order,
        Sops sops) {
    private static final String PUSH = "Do what its hook asks for, or let this user push to the branch";
    private static final String PROPOSE = "Do what its hook asks for, let this user push to the branch, or have images"
            + " proposed in pull requests, by kit.deployments.pushBranch";

    /**
     * Makes the edits on what the branch holds now, and pushes them.
     *
     * @return what was done; empty where somebody else pushed first
     * @throws UserException where a file can't be edited, the build is older, or the server declines the push
     */
    Optional<CommitImageResult> attempt(RemoteBranch remote, int number) {
        Snapshot head = remote.fetch();
        List<ImageDecision> files = images.stream()
                .map(image -> ImageDecision.of(head, image, now, lift, sops))
                .toList();
        List<ImageDecision> writes =
                files.stream().filter(ImageDecision::writes).toList();
        if (writes.isEmpty()) {
            return result(files, file -> file.untouched(head));
        }
        writes.forEach(file -> order.check(remote, head, file.change()));
        Optional<Snapshot> pending = head.pending();
        if (pending.isPresent()) {
            if (writes.stream().allMatch(file -> file.isIn(pending.get()))) {
                return result(files, file -> file.proposed(head));
            }
            writes.forEach(
                    file -> order.check(remote, pending.get(), ImageChange.of(pending.get(), file.image(), sops)));
        }
        String words = message.apply(writes.stream().map(ImageDecision::image).toList());
        if (dryRun) {
            return result(files, file -> file.dryRun(head, words));
        }
        List<ImageChange> changes = writes.stream().map(ImageDecision::change).toList();
        PushResult answer = remote.push(head, ImageChange.edit(changes, committer, words));
        if (answer instanceof Declined declined) {
            throw declined(head, declined, head.pushedTo().equals(head.branch()) ? PROPOSE : PUSH);
        }
        if (answer instanceof Outrun) {
            return Optional.empty();
        }
        Pushed pushed = (Pushed) answer;
        return result(files, file -> file.committed(head, pushed, number));
    }

    private static Optional<CommitImageResult> result(List<ImageDecision> files, Function<ImageDecision, OfFile> done) {
        List<OfFile> results = files.stream().map(done).toList();
        return Optional.of(results.size() == 1 ? results.get(0) : new Several(results));
    }

    static UserException declined(Snapshot head, Declined declined) {
        return declined(head, declined, PUSH);
    }

    private static UserException declined(Snapshot head, Declined declined, String advice) {
        return new UserException(Diagnostic.of(
                "The deployments repo declined the push to " + head.pushedTo() + ": " + declined.reason(), advice));
    }
}
