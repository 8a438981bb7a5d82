package io.github.kitmaven.goal;

import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.image.JibOutput;
import io.github.kitmaven.image.ProjectImage;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out which images a build made.
 *
 * @param tag the tag of an image that is given in parts without one
 */
record ImageSource(CommitImageRequest request, Supplier<String> tag) {

    /** An image, and the repository that names its file. */
    record Found(ImageReference image, String repository) {}

    /**
     * Looks at what the request says, then at what Jib left, then at what JKube, Spring Boot and Jib are told.
     *
     * @return the images
     * @throws UserException where there is none, or too little is known of one
     */
    List<Found> images() {
        List<ImageOptions> several = request.rules().images();
        if (several.isEmpty()) {
            return List.of(found(request.image(), built(request.image())));
        }
        if (request.image().name().isPresent()) {
            throw new UserException(Diagnostic.of(
                    "Both kit.image and <images> are given", "Give one image in kit.image, or several in <images>"));
        }
        return several.stream()
                .map(this::completed)
                .map(options -> found(options, Optional.empty()))
                .toList();
    }

    private Found found(ImageOptions options, Optional<ImageReference> built) {
        ImageReference image = options.name()
                .map(ImageReference::parse)
                .or(() -> built)
                .orElseGet(() -> ImageReference.parse(inParts(options)))
                .pinned();
        return new Found(image, options.repository().orElse(image.repository()));
    }

    /** What is given for all images holds for each that says nothing else. */
    private ImageOptions completed(ImageOptions one) {
        ImageOptions all = request.image();
        return new ImageOptions(
                one.name(),
                one.registry().or(all::registry),
                one.repository(),
                one.tag().or(all::tag));
    }

    private Optional<ImageReference> built(ImageOptions given) {
        boolean inParts = given.registry().isPresent() || given.tag().isPresent();
        return inParts || given.name().isPresent()
                ? Optional.empty()
                : JibOutput.in(request.buildFolder()).or(() -> ProjectImage.of(request.project()));
    }

    private String inParts(ImageOptions options) {
        return options.registry().map(registry -> registry + "/").orElse("")
                + options.repository().orElseThrow(this::unknown)
                + ":"
                + options.tag().orElseGet(tag);
    }

    private UserException unknown() {
        return request.rules().images().isEmpty()
                ? new UserException(Diagnostic.of(
                        "No image is given, Jib built none, and neither the POM nor a property tells JKube, Spring Boot or Jib of one",
                        "Set kit.image to registry/path:tag, or set kit.image.registry and kit.image.repository"))
                : new UserException(Diagnostic.of(
                        "One of <images> has neither <name> nor <repository>",
                        "Give it as registry/path:tag in <name>, or in parts"));
    }
}
