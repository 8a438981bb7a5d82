package io.github.kitmaven.image;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.Snapshot;
import java.util.Map;
import java.util.Optional;

/**
 * What a new image changes in a deployments repo.
 *
 * @param path the image file, from the repo's root
 * @param before the file's text; empty where there is no such file yet
 * @param after the text that names the new image
 * @param replaced the image that the file named until now
 */
public record ImageChange(String path, Optional<String> before, String after, Optional<String> replaced) {

    /**
     * Works the change out, and writes nothing.
     *
     * @param repo the deployments repo
     * @param image the new image
     * @return the change
     * @throws io.github.kitmaven.problem.UserException where kit.yaml or the image file isn't what it should be
     */
    public static ImageChange of(Snapshot repo, NewImage image) {
        ImageSettings settings = ImageSettings.of(repo);
        String path = settings.pathOf(image.file());
        PropertyEdit edit =
                new PropertyEdit(path, settings.property(), image.image().toString());
        Optional<String> before = repo.read(path);
        String text = before.orElse("");
        return new ImageChange(path, before, edit.in(text), edit.current(text));
    }

    /** {@return whether the file names the image already} */
    public boolean isNone() {
        return before.filter(after::equals).isPresent();
    }

    /** {@return the change as a unified diff} */
    public String patch() {
        return Patch.of(path, before, after);
    }

    /**
     * Makes a commit of it.
     *
     * @param committer who commits
     * @param message the whole message
     * @return the commit to be
     */
    public Edit edit(Person committer, String message) {
        return new Edit(committer, message, Map.of(path, after));
    }
}
