package io.github.kitmaven.goal;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.Checkouts;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.image.ImageFile;
import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.image.JibOutput;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;

/** What is known of a service's build: first what the request says, then the CI server, then git. */
record ServiceBuild(CommitImageRequest request, Optional<CiBuild> ci, Checkouts checkouts) {
    /**
     * Says which image goes to which image file.
     *
     * @throws UserException where too little is known, or a name is invalid
     */
    NewImage newImage() {
        ImageReference image = image().pinned();
        String repository = request.image().repository().orElse(image.repository());
        return new NewImage(image, new ImageFile(repository, branch()), commit());
    }

    Person committer() {
        return Committer.of(request.committer(), ci, this::user);
    }

    private ImageReference image() {
        ImageOptions given = request.image();
        if (given.name().isPresent()) {
            return ImageReference.parse(given.name().get());
        }
        boolean inParts = given.registry().isPresent() || given.tag().isPresent();
        Optional<ImageReference> built = inParts ? Optional.empty() : JibOutput.in(request.buildFolder());
        return built.orElseGet(
                () -> ImageReference.parse(given.registry().map(r -> r + "/").orElse("")
                        + given.repository().orElseThrow(ServiceBuild::unknownImage)
                        + ":"
                        + given.tag().orElseGet(this::tag)));
    }

    /** What the registry's grammar doesn't allow in a tag, such as a branch's slash, becomes a hyphen. */
    private String tag() {
        String commit =
                commit().orElseThrow(() -> unknown("commit", "kit.commit, or the image's tag in kit.image.tag"));
        return (branch() + "-" + commit).replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    private String branch() {
        return request.service()
                .branch()
                .or(() -> ci.flatMap(CiBuild::branch))
                .or(() -> checkout().flatMap(Checkout::branch))
                .orElseThrow(() -> unknown("branch", "kit.branch"));
    }

    private Optional<String> commit() {
        return request.service()
                .commit()
                .or(() -> ci.flatMap(CiBuild::commit))
                .or(() -> checkout().flatMap(Checkout::head).map(Checkout.Head::commit));
    }

    private Optional<Person> user() {
        return checkouts.user(request.folder());
    }

    private Optional<Checkout> checkout() {
        return checkouts.at(request.folder());
    }

    private static UserException unknown(String what, String parameter) {
        return new UserException(Diagnostic.of(
                "The service's " + what + " is known neither from the CI's environment nor from git",
                "Set " + parameter));
    }

    private static UserException unknownImage() {
        return new UserException(Diagnostic.of(
                "No image is given, and Jib built none",
                "Set kit.image to registry/path:tag, or set kit.image.registry and kit.image.repository"));
    }
}
