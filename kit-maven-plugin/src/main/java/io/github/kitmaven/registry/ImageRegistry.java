package io.github.kitmaven.registry;

import io.github.kitmaven.image.ImageReference;
import java.util.Optional;

/** Asks the registries of images for them. */
@FunctionalInterface
public interface ImageRegistry {

    /**
     * Asks for an image, by its digest where it has one, else by its tag.
     *
     * @param image the image
     * @return what the registry has; empty where it has no such image
     * @throws io.github.kitmaven.problem.UserException where the registry wants other credentials
     * @throws io.github.kitmaven.problem.EnvironmentException where it can't be reached, or fails
     */
    Optional<Stored> find(ImageReference image);

    /**
     * An image that a registry has.
     *
     * @param digest its digest; empty where the registry does not tell
     */
    record Stored(Optional<String> digest) {}
}
