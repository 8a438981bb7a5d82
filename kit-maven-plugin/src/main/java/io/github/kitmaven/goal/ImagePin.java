package io.github.kitmaven.goal;

import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.registry.ImageRegistry;
import io.github.kitmaven.registry.ImageRegistry.Stored;
import java.util.Optional;

/** Makes sure that an image exists, and names it by its digest or not, as asked for. */
record ImagePin(CommitRules rules, ImageRegistry registry) {

    /**
     * Names an image as it is to be committed. A digest stands behind the tag, which tells people and kit what it is.
     *
     * @throws UserException where the registry does not have it, or nobody knows the digest that is wanted
     */
    ImageReference of(ImageReference image) {
        Optional<String> digest = image.digest();
        if (rules.verifyImage()) {
            Stored stored = registry.find(image).orElseThrow(() -> missing(image));
            digest = digest.or(stored::digest);
        }
        if (rules.pinDigest().isEmpty()) {
            return image;
        }
        return rules.pinDigest().get() ? image.at(digest.orElseThrow(() -> unknown(image))) : image.withoutDigest();
    }

    private static UserException missing(ImageReference image) {
        return new UserException(Diagnostic.of(
                "The registry does not have the image " + image + ", so it is not committed",
                "Push it before this goal runs, or correct its name; -Dkit.verifyImage=false does not ask"));
    }

    private static UserException unknown(ImageReference image) {
        return new UserException(Diagnostic.of(
                "The digest of " + image + " is not known, and kit.pinDigest wants it",
                "Build it with Jib, give it in kit.image as name:tag@sha256:..., or let kit ask the registry with"
                        + " -Dkit.verifyImage=true"));
    }
}
