package io.github.kitmaven.goal;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.PushResult.Declined;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.image.Hold;
import io.github.kitmaven.image.ImageChange;
import io.github.kitmaven.image.ImageSettings;
import io.github.kitmaven.image.Patch;
import io.github.kitmaven.image.PropertyEdit;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One commit that sets image files back to earlier images and holds them there, so that neither the next deploy nor the next
 * build of a service undoes a rollback.
 *
 * @param images the image for each image file, by its path from the root of the deployments repo
 * @param hold what keeps them
 * @param committer who commits
 * @param message the whole message
 * @param sops decrypts kit.yaml, if that is encrypted
 * @param keeping when it is, so that a file which names its image already and is held then keeps the hold it has; empty to
 *     give it this one
 */
record HoldImages(
        Map<String, String> images, Hold hold, Person committer, String message, Sops sops, Optional<Instant> keeping) {

    /** What was done: the branch, and the new commit; empty where the files said it all already. */
    record Done(String branch, Optional<String> commit) {}

    /**
     * What would be done.
     *
     * @param branch the branch
     * @param head its commit
     * @param patches the change of each file that changes, as unified diffs
     */
    record Rehearsed(String branch, String head, List<String> patches) {}

    /**
     * Makes the edits on what the branch holds now, and pushes nothing.
     *
     * @return what would be done
     * @throws UserException where an image file is missing or can't be edited
     */
    Rehearsed rehearse(RemoteBranch remote) {
        Snapshot head = remote.fetch();
        List<String> patches = new ArrayList<>();
        changed(head).forEach((path, after) -> patches.add(Patch.of(path, head.read(path), after)));
        return new Rehearsed(head.branch(), head.commit(), patches);
    }

    /**
     * Makes the edits on what the branch holds now, and pushes them.
     *
     * @return what was done; empty where somebody else pushed first
     * @throws UserException where an image file is missing, can't be edited, or the server declines the push
     */
    Optional<Done> attempt(RemoteBranch remote) {
        Snapshot head = remote.fetch();
        Map<String, String> changed = changed(head);
        if (changed.isEmpty()) {
            return Optional.of(new Done(head.branch(), Optional.empty()));
        }
        PushResult answer = remote.push(head, new Edit(committer, message, changed));
        if (answer instanceof Declined declined) {
            throw ImageCommit.declined(head, declined);
        }
        return answer instanceof Pushed pushed
                ? Optional.of(new Done(head.branch(), Optional.of(pushed.commit())))
                : Optional.empty();
    }

    private Map<String, String> changed(Snapshot head) {
        String property = ImageSettings.of(head, sops).property();
        Map<String, String> changed = new TreeMap<>();
        images.forEach((path, image) -> {
            String before = head.read(path).orElseThrow(() -> missing(head, path));
            PropertyEdit edit = new PropertyEdit(path, property, image);
            ImageChange.checkClear(path, before, edit.current(before));
            if (!isHeldAt(image, path, edit, before)) {
                String after = hold.in(path, edit.in(before));
                if (!after.equals(before)) {
                    changed.put(path, after);
                }
            }
        });
        return changed;
    }

    private boolean isHeldAt(String image, String path, PropertyEdit edit, String text) {
        return edit.current(text).filter(image::equals).isPresent()
                && keeping.flatMap(now -> Hold.of(path, text).filter(there -> there.holdsAt(now)))
                        .isPresent();
    }

    private static UserException missing(Snapshot head, String path) {
        return new UserException(Diagnostic.at(
                Origin.of(path),
                "This image file is not on branch " + head.branch() + " of the deployments repo",
                "Roll back in a checkout of that branch, or name the branch with kit.deployments.branch"));
    }
}
