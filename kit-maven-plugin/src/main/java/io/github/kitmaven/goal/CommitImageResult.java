package io.github.kitmaven.goal;

import java.util.List;
import java.util.Optional;

/** What {@link CommitImage} did. */
public sealed interface CommitImageResult {

    /** What became of one image file. */
    sealed interface OfFile extends CommitImageResult {

        /** {@return the image that the file names now, or would name} */
        String image();

        /** {@return the image file, from the root of the deployments repo} */
        String file();

        /** {@return the branch of the deployments repo} */
        String branch();
    }

    /**
     * What became of several image files, in one commit.
     *
     * @param files each of them, in the order of the request
     */
    record Several(List<OfFile> files) implements CommitImageResult {

        /**
         * Keeps its own copy.
         *
         * @param files each of them
         */
        public Several {
            files = List.copyOf(files);
        }
    }

    /**
     * The branch is not among those whose images are committed, so nothing was asked or written.
     *
     * @param branch the service's branch
     * @param deployable names and globs of the branches that are
     */
    record NotDeployable(String branch, List<String> deployable) implements CommitImageResult {

        /**
         * Keeps its own copy.
         *
         * @param branch the service's branch
         * @param deployable the others
         */
        public NotDeployable {
            deployable = List.copyOf(deployable);
        }
    }

    /**
     * What is built is a pull request of another repository, so nothing was asked or written.
     *
     * @param origin where it comes from, in words
     */
    record OfFork(String origin) implements CommitImageResult {}

    /**
     * The image was committed.
     *
     * @param image the image
     * @param file the image file
     * @param branch the branch of the deployments repo
     * @param commit the id of the new commit
     * @param replaced the image that the file named before
     * @param attempts how often it was tried, 1 where nobody else pushed at the same time
     * @param said what the server said of it, such as where to open a pull request; mostly empty
     */
    record Committed(
            String image,
            String file,
            String branch,
            String commit,
            Optional<String> replaced,
            int attempts,
            String said)
            implements OfFile {}

    /**
     * The file named the image already, so there is no commit.
     *
     * @param image the image
     * @param file the image file
     * @param branch the branch of the deployments repo
     */
    record Unchanged(String image, String file, String branch) implements OfFile {}

    /**
     * The file is held at its image, so the new one was not committed.
     *
     * @param image the image that it is held at
     * @param file the image file
     * @param branch the branch of the deployments repo
     * @param hold the hold in words
     * @param refused the new image
     */
    record Held(String image, String file, String branch, String hold, String refused) implements OfFile {}

    /**
     * Nothing was written, as asked for.
     *
     * @param image the image
     * @param file the image file
     * @param branch the branch of the deployments repo
     * @param message the message that the commit would have
     * @param patch what the commit would change, as a unified diff
     */
    record DryRun(String image, String file, String branch, String message, String patch) implements OfFile {}
}
