package io.github.kitmaven.image;

import java.util.Optional;

/**
 * An image that was just built, and the image file that is to name it.
 *
 * @param image the image
 * @param file which image file
 * @param commit the commit of the service that it was built from, where that is known
 */
public record NewImage(ImageReference image, ImageFile file, Optional<String> commit) {}
