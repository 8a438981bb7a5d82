package io.github.kitmaven.webhook;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What became of an image of a service's build.
 *
 * @param outcome how it ended
 * @param image the image, as far as it is known
 * @param file the image file in the deployments repo, as far as it is known
 * @param branch the branch of the deployments repo, as far as it is known
 * @param commit the commit that has it now
 * @param replaced the image that stood there before, or stays there
 * @param reason why it was not committed; empty where it was
 */
public record ImageNews(
        Outcome outcome,
        Optional<String> image,
        Optional<String> file,
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> replaced,
        String reason) {

    /** How it ended. */
    public enum Outcome {
        /** It was committed. */
        COMMITTED,
        /** The file is held at another image. */
        HELD,
        /** It could not be committed, or must not be. */
        FAILED
    }

    /**
     * News of a failure.
     *
     * @param reason why
     * @return the news
     */
    public static ImageNews failed(String reason) {
        return new ImageNews(
                Outcome.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                reason);
    }

    /** {@return the same without secrets} */
    ImageNews masked(UnaryOperator<String> mask) {
        return new ImageNews(
                outcome,
                image.map(mask),
                file.map(mask),
                branch.map(mask),
                commit,
                replaced.map(mask),
                mask.apply(reason));
    }

    /** {@return the path of the image in its registry, such as {@code acme/web}, by the image file; empty where unknown} */
    Optional<String> repository() {
        return file.map(it -> it.replaceFirst("^.*?images/", "").replaceFirst("/[^/]*$", ""));
    }
}
