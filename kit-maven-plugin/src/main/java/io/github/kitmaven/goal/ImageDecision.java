package io.github.kitmaven.goal;

import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.DryRun;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.CommitImageResult.OfFile;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import io.github.kitmaven.image.Hold;
import io.github.kitmaven.image.ImageChange;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.sops.Sops;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to become of one image file, as the branch is now.
 *
 * @param held the hold that keeps the file as it is
 */
record ImageDecision(NewImage image, ImageChange change, Optional<Hold> held) {

    static ImageDecision of(Snapshot head, NewImage image, Instant now, boolean lift, Sops sops) {
        ImageChange change = ImageChange.of(head, image, sops);
        Optional<Hold> hold = change.hold();
        boolean holds = hold.isPresent() && !lift && hold.get().holdsAt(now);
        if (holds && !change.isNone()) {
            return new ImageDecision(image, change, hold);
        }
        return new ImageDecision(image, hold.isPresent() && !holds ? change.lifted() : change, Optional.empty());
    }

    boolean writes() {
        return held.isEmpty() && !change.isNone();
    }

    /** Whether another branch has the file as it is to be. */
    boolean isIn(Snapshot other) {
        return other.read(change.path()).filter(change.after()::equals).isPresent();
    }

    OfFile committed(Snapshot head, Pushed pushed, int attempts) {
        return writes()
                ? new Committed(
                        name(),
                        change.path(),
                        head.pushedTo(),
                        pushed.commit(),
                        change.replaced(),
                        attempts,
                        head.pushedTo().equals(head.branch()) ? "" : pushed.said())
                : untouched(head);
    }

    /** It was pushed to the other branch before. */
    OfFile proposed(Snapshot head) {
        return writes() ? new Unchanged(name(), change.path(), head.pushedTo()) : untouched(head);
    }

    OfFile dryRun(Snapshot head, String message) {
        return writes() ? new DryRun(name(), change.path(), head.pushedTo(), message, change.patch()) : untouched(head);
    }

    OfFile untouched(Snapshot head) {
        return held.<OfFile>map(hold -> new Held(
                        change.replaced().orElse("no image"), change.path(), head.branch(), hold.words(), name()))
                .orElseGet(() -> new Unchanged(name(), change.path(), head.branch()));
    }

    private String name() {
        return image.image().toString();
    }
}
