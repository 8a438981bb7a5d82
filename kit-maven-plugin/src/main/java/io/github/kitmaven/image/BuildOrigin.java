package io.github.kitmaven.image;

import java.time.Instant;
import java.util.Optional;

/**
 * What the images of one build were made from, as the commit's trailers tell it.
 *
 * @param repository the service's repository: a URL without credentials, or a name
 * @param branch the service's branch
 * @param commit the id of the service's commit
 * @param time when that was committed
 * @param build the build's page, or its number
 */
public record BuildOrigin(
        Optional<String> repository,
        String branch,
        Optional<String> commit,
        Optional<Instant> time,
        Optional<String> build) {}
