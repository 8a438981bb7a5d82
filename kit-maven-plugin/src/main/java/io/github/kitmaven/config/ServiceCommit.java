package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;

/**
 * The commit of the service whose build triggered this deploy: {@code gitRef} of each container in a template's data.
 *
 * @param hash its hash; empty for none
 * @param image whether primary containers get the image of this commit, rather than that of their branch
 */
public record ServiceCommit(String hash, boolean image) {
    /** No commit. */
    public static final ServiceCommit NONE = new ServiceCommit("", false);

    private static final Origin ORIGIN = Origin.of("-Dkit.commit");

    /** What a container's data say of it: a null hides a variable of the same name, as in the original. */
    Value gitRef() {
        return hash.isEmpty() ? new Scalar(Scalar.Type.NULL, "", ORIGIN, List.of()) : Scalar.string(hash, ORIGIN);
    }

    /**
     * How to name the image of this commit, if that is wanted.
     *
     * @throws UserException if kit.yaml doesn't say how, or there is no commit; version "2" goes by the branch then
     */
    Optional<ImageByCommit> imageName(KitYaml kit) {
        if (!image || (hash.isEmpty() && kit.version().likeOriginal())) {
            return Optional.empty();
        }
        if (hash.isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "kit.image.byCommit is set, but no commit is given",
                    "Set -Dkit.commit to the commit of the image"));
        }
        return Optional.of(kit.imageByCommit()
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        "kit.image.byCommit is set, but kit.yaml doesn't say how the image of a commit is named",
                        "Add images.byCommit: registry/{image_tag}:{branch}-{commit}"))));
    }

    /** What is odd about what was asked for, if anything is. */
    Optional<Diagnostic> warning() {
        return image && hash.isEmpty()
                ? Optional.of(Diagnostic.of(
                        "kit.image.byCommit is set, but no commit is given: images go by branch",
                        "Set -Dkit.commit to the commit of the image"))
                : Optional.empty();
    }
}
