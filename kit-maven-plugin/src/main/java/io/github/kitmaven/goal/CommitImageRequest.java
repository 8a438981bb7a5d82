package io.github.kitmaven.goal;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.image.ProjectProperties;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@link CommitImage} is asked for. What is empty is found out.
 *
 * @param folder the service's folder
 * @param buildFolder where the service's build puts its results, Jib's among them
 * @param deployments the deployments repo
 * @param image the image
 * @param service which branch and commit of the service it was built from
 * @param committer who commits
 * @param message the template of the commit message
 * @param dryRun whether to say what would be committed, and not commit
 * @param retries how often and how long to try again when the remote moved or didn't answer
 * @param liftHold whether to lift a hold of the image file, and not respect it
 * @param project what other plugins are told of the image
 * @param rules what is committed, and when
 */
public record CommitImageRequest(
        Path folder,
        Path buildFolder,
        RemoteAddress deployments,
        ImageOptions image,
        ServiceOptions service,
        CommitterOptions committer,
        Optional<String> message,
        boolean dryRun,
        Retries retries,
        boolean liftHold,
        ProjectProperties project,
        CommitRules rules) {

    /**
     * An image, whole or in parts.
     *
     * @param name the full name; wins over registry and tag
     * @param registry the registry's host
     * @param repository the path in the registry; names the image file too
     * @param tag the tag
     */
    public record ImageOptions(
            Optional<String> name, Optional<String> registry, Optional<String> repository, Optional<String> tag) {}

    /**
     * Where an image comes from.
     *
     * @param branch the service's branch; names the image file
     * @param commit the service's commit
     */
    public record ServiceOptions(Optional<String> branch, Optional<String> commit) {
        private static final Pattern COMMIT = Pattern.compile("[\\w.-]{1,128}");

        /**
         * Refuses what is no commit.
         *
         * @param branch the service's branch
         * @param commit the service's commit
         * @throws UserException where the commit's id has spaces or line breaks
         */
        public ServiceOptions {
            commit.filter(id -> !COMMIT.matcher(id).matches()).ifPresent(id -> {
                throw new UserException(Diagnostic.of(
                        "kit.commit \"" + id + "\" is not the id of a commit", "Give it as git rev-parse prints it"));
            });
        }
    }

    /**
     * What is committed, and when.
     *
     * @param images several images, in place of the one
     * @param pinDigest true where an image needs its digest, false where it goes by its tag; empty for the digest where it is
     *     known
     * @param deployableBranches names and globs of the branches whose images are committed; none for all
     * @param alsoCommit which branches write more image files, as {@link AlsoCommit} reads it
     * @param allowOlder whether an older build may overwrite what a newer one committed
     * @param verifyImage whether to ask the registry for the image first
     * @param allowForks whether images of pull requests from other repositories are committed, too
     */
    public record CommitRules(
            List<ImageOptions> images,
            Optional<Boolean> pinDigest,
            List<String> deployableBranches,
            List<String> alsoCommit,
            boolean allowOlder,
            boolean verifyImage,
            boolean allowForks) {

        /**
         * Keeps its own copies.
         *
         * @param images several images
         * @param pinDigest whether by digest
         * @param deployableBranches the branches
         * @param alsoCommit more image files
         * @param allowOlder whether older is fine
         * @param verifyImage whether to ask the registry
         * @param allowForks whether forks are fine
         */
        public CommitRules {
            images = List.copyOf(images);
            deployableBranches = List.copyOf(deployableBranches);
            alsoCommit = List.copyOf(alsoCommit);
        }

        /** {@return the rules unless others are set} */
        public static CommitRules usual() {
            return new CommitRules(List.of(), Optional.empty(), List.of(), List.of(), false, false, false);
        }
    }

    /**
     * Who commits.
     *
     * @param name the name
     * @param email the e-mail address
     */
    public record CommitterOptions(Optional<String> name, Optional<String> email) {}
}
