package io.github.kitmaven.goal;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.git.WorkingTree;
import io.github.kitmaven.goal.RollbackRepo.Rendered;
import io.github.kitmaven.image.Hold;
import io.github.kitmaven.image.PropertyEdit;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rolls back by git: the image files of a resource are set back to what they were at a commit, and then it is deployed.
 * Nothing else of the repo is set back: what a resource is made of stands in layers and templates that others share.
 */
final class RollbackRevert {
    private final RollbackTools tools;
    private final RollbackRequest request;
    private final RollbackRepo repo;
    private final WorkingTree tree;
    private final Path checkout;

    RollbackRevert(RollbackTools tools, RollbackRequest request, RollbackRepo repo) {
        this.tools = tools;
        this.request = request;
        this.repo = repo;
        this.tree = tools.tree();
        this.checkout = request.git().checkout();
    }

    /** That files which were changed stand in the way of bringing the checkout forward. */
    void checkClean() {
        if (tree.commit(checkout, "HEAD").isEmpty()) {
            throw new UserException(Diagnostic.of(
                    checkout + " is no checkout of the deployments repo, so there is no commit to go back to",
                    "Roll back in a clone of it"));
        }
        tree.changed(checkout).ifPresent(file -> {
            throw new UserException(Diagnostic.at(
                    Origin.of(file),
                    "This file differs from what is committed, and a rollback deploys what is committed",
                    "Commit it, or set it aside with git stash"));
        });
    }

    /**
     * Rolls back.
     *
     * @param revision the commit, as the user names it
     */
    void run(String revision) {
        repo.check();
        checkClean();
        String commit = tree.commit(checkout, revision)
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        "The commit " + revision + " is not in this checkout",
                        "Check -Dkit.to; of a shallow clone, fetch the rest with git fetch --unshallow")));
        String target = "commit " + PreviousRelease.shortened(commit);
        if (!request.options().dryRun()) {
            bringToHead();
        }
        RollbackCommit git = new RollbackCommit(tools, request, imagesAt(commit, repo.look()), target);
        git.rehearse();
        if (request.options().dryRun()) {
            tools.console()
                    .say("Nothing was written: this was a dry run. Without it, " + request.resource()
                            + " would be deployed next.");
            return;
        }
        git.push().ifPresent(id -> tree.fastForward(checkout, remote(), id));
        FleetRequest deploy = repo.deploy();
        OwnerOptions owner = deploy.owner();
        new Deploy(tools.clients(), tools.clock(), tools.console())
                .run(deploy.of(owner.as(owner.run().rollingBackTo(target))), request.options(), Rollback.GOAL);
    }

    private RemoteAddress remote() {
        return request.git().remote();
    }

    /** Brings the checkout to the head of its branch first: what is set back there is deployed from here. */
    private void bringToHead() {
        try (RemoteBranch branch = tools.remotes().open(remote())) {
            Snapshot head = branch.fetch();
            tree.fastForward(checkout, remote(), head.commit());
            if (!tree.commit(checkout, "HEAD").equals(Optional.of(head.commit()))) {
                throw new UserException(Diagnostic.of(
                        "This checkout has commits that branch " + head.branch() + " of the deployments repo has not",
                        "Push them, or roll back in a checkout of that branch"));
            }
        }
    }

    private SortedMap<String, String> imagesAt(String commit, Rendered rendered) {
        Map<String, String> now = new TreeMap<>();
        rendered.images().values().forEach(now::putAll);
        if (now.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "Resource " + request.resource() + " takes no image from an image file, so none can be set back",
                    "Undo the change with git revert, and run mvn kit:deploy"));
        }
        String property = KitYaml.read(checkout, tools.sops()).imageProperty();
        SortedMap<String, String> then = new TreeMap<>();
        Problems problems = new Problems();
        now.keySet()
                .forEach(path -> problems.attempt(() -> imageAt(commit, path, property))
                        .ifPresent(image -> then.put(path, image)));
        problems.throwIfAny();
        if (then.equals(now) && now.keySet().stream().noneMatch(this::isHeld)) {
            throw new UserException(Diagnostic.of(
                    "The images of " + request.resource() + " were the same at commit "
                            + PreviousRelease.shortened(commit) + ": " + listed(now),
                    "Choose an earlier commit with -Dkit.to; what else has changed since, git revert undoes"));
        }
        return then;
    }

    private static String listed(Map<String, String> images) {
        return String.join(", ", images.values().stream().distinct().toList());
    }

    private boolean isHeld(String path) {
        return tree.commit(checkout, "HEAD")
                .flatMap(head -> tree.read(checkout, head, path))
                .flatMap(text -> Hold.of(path, text))
                .isPresent();
    }

    private String imageAt(String commit, String path, String property) {
        String text = tree.read(checkout, commit, path).orElseThrow(() -> unknown(commit, path));
        return new PropertyEdit(path, property, "").current(text).orElseThrow(() -> unknown(commit, path));
    }

    private static UserException unknown(String commit, String path) {
        return new UserException(Diagnostic.at(
                Origin.of(path),
                "Commit " + PreviousRelease.shortened(commit) + " has no image in this file",
                "Choose a later commit with -Dkit.to"));
    }
}
