package io.github.kitmaven.goal;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.Checkouts;
import io.github.kitmaven.git.CiBuild;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.image.BuildOrigin;
import io.github.kitmaven.image.ImageFile;
import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.image.NewImage;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is known of a service's build: first what the request says, then the CI server, then git. */
record ServiceBuild(CommitImageRequest request, Optional<CiBuild> ci, Checkouts checkouts, Optional<String> remote) {
    /** What git takes for the begin of an id. */
    private static final int SHORTEST = 7;

    /**
     * Says which images go to which image files.
     *
     * @param pin names an image as it is to be committed
     * @throws UserException where too little is known, a name is invalid, or two images go to one file
     */
    List<NewImage> newImages(UnaryOperator<ImageReference> pin) {
        List<String> files = new AlsoCommit(request.rules().alsoCommit()).filesOf(branch());
        Map<ImageFile, NewImage> images = new LinkedHashMap<>();
        for (ImageSource.Found found : new ImageSource(request, this::tag).images()) {
            ImageReference pinned = pin.apply(found.image());
            for (String file : files) {
                NewImage image = new NewImage(pinned, new ImageFile(found.repository(), file), commit());
                NewImage other = images.putIfAbsent(image.file(), image);
                if (other != null && !other.image().equals(image.image())) {
                    throw twice(other, image);
                }
            }
        }
        return new ArrayList<>(images.values());
    }

    private static UserException twice(NewImage one, NewImage other) {
        return new UserException(Diagnostic.of(
                "Both " + one.image() + " and " + other.image() + " go to the image file "
                        + one.file().path(),
                "Give one of <images> another <repository>, which names its file"));
    }

    /**
     * Says what the images were built from.
     *
     * @throws UserException where the branch is not known
     */
    BuildOrigin origin() {
        return new BuildOrigin(
                ci.flatMap(CiBuild::repository)
                        .or(() -> remote.filter(url -> !url.startsWith("file:")).map(CiBuild::withoutUser)),
                branch(),
                commit(),
                time(),
                ci.flatMap(CiBuild::build));
    }

    Person committer() {
        return Committer.of(request.committer(), ci, this::user);
    }

    /** What the registry's grammar doesn't allow in a tag, such as a branch's slash, becomes a hyphen. */
    private String tag() {
        String commit =
                commit().orElseThrow(() -> unknown("commit", "kit.commit, or the image's tag in kit.image.tag"));
        return (branch() + "-" + commit).replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    String branch() {
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

    /** Only the commit that is checked out has a time that is known for sure, in a shallow clone too. */
    private Optional<Instant> time() {
        return checkout()
                .flatMap(Checkout::head)
                .filter(head -> commit().filter(
                                id -> id.length() >= SHORTEST && head.commit().startsWith(id))
                        .isPresent())
                .map(Checkout.Head::time);
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
}
