package io.github.kitmaven.config;

import java.util.Optional;

/**
 * An image that the repo has for a container.
 *
 * @param file the path of the image file that names it; empty where a layer names it, or nobody may read which it is
 * @param image the image as it may be shown; empty where there is no such file
 */
public record RepoImage(Optional<String> file, Optional<String> image) {}
