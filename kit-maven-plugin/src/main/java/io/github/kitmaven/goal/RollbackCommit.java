package io.github.kitmaven.goal;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.goal.HoldImages.Done;
import io.github.kitmaven.goal.HoldImages.Rehearsed;
import io.github.kitmaven.goal.RollbackRequest.GitOptions;
import io.github.kitmaven.image.Hold;
import io.github.kitmaven.image.PropertyEdit;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The commit that makes git match a rollback: image files set back, and held there. */
final class RollbackCommit {
    private final RollbackTools tools;
    private final RollbackRequest request;
    private final SortedMap<String, String> images;
    private final List<String> unnamed;
    private final String target;
    private final Attempts attempts;

    /**
     * Prepares it.
     *
     * @param tools what to work with
     * @param request what is asked for
     * @param images the image for each image file
     * @param target what is rolled back to, such as {@code deploy 41}
     */
    RollbackCommit(RollbackTools tools, RollbackRequest request, SortedMap<String, String> images, String target) {
        this(tools, request, images, List.of(), target);
    }

    private RollbackCommit(
            RollbackTools tools,
            RollbackRequest request,
            SortedMap<String, String> images,
            List<String> unnamed,
            String target) {
        this.tools = tools;
        this.request = request;
        this.images = images;
        this.unnamed = unnamed;
        this.target = target;
        this.attempts = new Attempts(request.git().retries(), tools.pause(), tools.console());
    }

    /**
     * Prepares what makes git match deploys in reserve.
     *
     * @throws UserException where no image file can say what they run
     */
    static RollbackCommit of(RollbackTools tools, RollbackRequest request, RollbackImages images, String target) {
        if (!images.problems().isEmpty()) {
            throw new UserException(images.problems());
        }
        return new RollbackCommit(tools, request, images.images(), images.unnamed(), target);
    }

    /**
     * Makes sure, before anything else is done, that there is nothing about the files or the rights that would keep the
     * commit from being made.
     *
     * @throws UserException where there is
     * @throws RemoteUnreachableException where the server does not answer
     */
    void rehearse() {
        warnOfUnnamed();
        if (images.isEmpty()) {
            return;
        }
        try (RemoteBranch remote = tools.remotes().open(request.git().remote())) {
            Rehearsed rehearsed = commit().rehearse(remote);
            String where = " on branch " + rehearsed.branch() + " of the deployments repo";
            if (rehearsed.patches().isEmpty()) {
                tools.console().say("Git says so already: " + named(images) + where + ", held.");
            } else {
                tools.console().say("Git is to say so, too," + where + ":");
                rehearsed
                        .patches()
                        .forEach(patch ->
                                patch.lines().forEach(line -> tools.console().say("  " + line)));
            }
        }
    }

    private void warnOfUnnamed() {
        List<String> all = images.isEmpty() && unnamed.isEmpty() ? List.of("what " + target + " runs") : unnamed;
        all.stream()
                .map(what -> Diagnostic.of(
                        "No image file of " + request.resource() + " can name " + what
                                + ", so git goes on to want what it wants now, and the next deploy brings that back",
                        "Set the image back where the repo names it, and commit that"))
                .forEach(problem -> tools.console().on(new Warned(problem)));
    }

    /**
     * Commits and pushes.
     *
     * @return the new commit; empty where git said so already, or can't
     * @throws KitException where it can't be done, or not now
     */
    Optional<String> push() {
        if (images.isEmpty()) {
            return Optional.empty();
        }
        GitOptions git = request.git();
        HoldImages commit = commit();
        try (RemoteBranch remote = tools.remotes().open(git.remote())) {
            Done done = attempts.make(number -> commit.attempt(remote))
                    .orElseThrow(() -> new EnvironmentException(
                            Diagnostic.of(
                                    "Others pushed to " + git.remote().url() + " first each time",
                                    "Run the goal again, or raise kit.retries and kit.retryTimeout"),
                            null));
            done.commit()
                    .ifPresent(id -> tools.console()
                            .say("Committed " + named(images) + " on branch " + done.branch() + " as "
                                    + PreviousRelease.shortened(id) + "; builds leave that alone until "
                                    + request.hold()
                                            .until()
                                            .map(end -> end + " or until ")
                                            .orElse("")
                                    + "-Dkit.hold=lift."));
            return done.commit();
        }
    }

    /** That the server does not answer now is no reason to let an incident go on. */
    void rehearseIfReachable() {
        try {
            rehearse();
        } catch (RemoteUnreachableException e) {
            tools.console()
                    .on(new Warned(Diagnostic.of(
                            e.diagnostics().get(0).message() + "; the Services are switched all the same",
                            "The commit is tried again once they are")));
        }
    }

    /** That git does not say what is done already, and what makes it do so. */
    Diagnostic failed(KitException cause) {
        String property = KitYaml.read(request.git().checkout(), tools.sops()).imageProperty();
        List<String> lines = new ArrayList<>();
        images.forEach((file, image) -> {
            lines.add(file + ":");
            hold().in(file, new PropertyEdit(file, property, image).in(""))
                    .lines()
                    .forEach(line -> lines.add("    " + line));
        });
        return new Diagnostic(
                "The Services are switched to " + target + ", but git is not: "
                        + cause.diagnostics().get(0).text(),
                Optional.empty(),
                Optional.of(
                        "The next deploy would undo the rollback. Run the same command again, which then only commits;"
                                + " or let these files of the deployments repo say"),
                lines);
    }

    /** {@return images and their files: {@code web:1 in images/web.yaml}} */
    private static String named(Map<String, String> images) {
        return images.entrySet().stream()
                .map(file -> file.getValue() + " in " + file.getKey())
                .collect(Collectors.joining(", "));
    }

    private HoldImages commit() {
        String message = "Roll " + request.resource() + " back to " + target + "\n\n" + hold().words() + "\n";
        boolean asked =
                request.hold().reason().isPresent() || request.hold().until().isPresent();
        return new HoldImages(
                images,
                hold(),
                request.git().committer(),
                message,
                tools.sops(),
                asked ? Optional.empty() : Optional.of(tools.clock().instant()));
    }

    private Hold hold() {
        Hold asked = request.hold();
        return new Hold(asked.reason().or(() -> Optional.of("rolled back to " + target)), asked.by(), asked.until());
    }
}
