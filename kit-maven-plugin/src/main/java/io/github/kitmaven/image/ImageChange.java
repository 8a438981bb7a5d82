package io.github.kitmaven.image;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a new image changes in a deployments repo.
 *
 * @param path the image file, from the repo's root
 * @param before the file's text; empty where there is no such file yet
 * @param after the text that names the new image
 * @param replaced the image that the file named until now
 */
public record ImageChange(String path, Optional<String> before, String after, Optional<String> replaced) {
    private static final String ENCRYPTED = "ENC[";

    /**
     * Works the change out, and writes nothing.
     *
     * @param repo the deployments repo
     * @param image the new image
     * @param sops decrypts kit.yaml, if that is encrypted
     * @return the change
     * @throws UserException where kit.yaml or the image file isn't what it should be, or SOPS guards it
     */
    public static ImageChange of(Snapshot repo, NewImage image, Sops sops) {
        repo.prepare(ImageSettings.usualFiles(image.file()));
        ImageSettings settings = ImageSettings.of(repo, sops);
        String path = settings.pathOf(image.file());
        PropertyEdit edit =
                new PropertyEdit(path, settings.property(), image.image().toString());
        Optional<String> before = repo.read(path);
        String text = before.orElse("");
        Optional<String> replaced = edit.current(text);
        checkClear(path, text, replaced);
        return new ImageChange(path, before, edit.in(text), replaced);
    }

    /**
     * Reads the hold that keeps the file at its image.
     *
     * @return the hold; empty where there is none
     * @throws UserException where what the file says of it can't be understood
     */
    public Optional<Hold> hold() {
        return before.flatMap(text -> Hold.of(path, text));
    }

    /** {@return the same change, which lifts the hold too} */
    public ImageChange lifted() {
        return new ImageChange(path, before, Hold.lift(path, after), replaced);
    }

    /**
     * Refuses a file whose MAC an edit of the image would break: only who has its key can make another.
     *
     * @param path the image file
     * @param text its text
     * @param image the image in it; empty where there is none
     * @throws UserException where the file is encrypted with SOPS in such a way
     */
    public static void checkClear(String path, String text, Optional<String> image) {
        if (!Sops.isEncrypted(path, text)) {
            return;
        }
        if (Sops.coversClearValues(path, text)) {
            throw encrypted(
                    path,
                    "The image file is encrypted with SOPS, so the image in it can't be set without breaking its MAC",
                    "Keep image files in the clear, and secrets in other files: decrypt it with sops decrypt --in-place;"
                            + " or encrypt it with mac_only_encrypted: true, the image in the clear");
        }
        if (image.isEmpty() || image.get().startsWith(ENCRYPTED)) {
            throw encrypted(
                    path,
                    "The image file is encrypted with SOPS, and its image does not stand in it in the clear",
                    "Add the image's key to its unencrypted_regex, and set it once with sops edit");
        }
    }

    private static UserException encrypted(String path, String message, String advice) {
        return new UserException(Diagnostic.at(Origin.of(path), message, advice));
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
     * Makes one commit of changes to several files.
     *
     * @param changes the changes, each of another file
     * @param committer who commits
     * @param message the whole message
     * @return the commit to be
     */
    public static Edit edit(List<ImageChange> changes, Person committer, String message) {
        return new Edit(
                committer, message, changes.stream().collect(Collectors.toMap(ImageChange::path, ImageChange::after)));
    }
}
