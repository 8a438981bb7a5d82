package io.github.kitmaven.image;

import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the kit.yaml of a deployments repo says of image files.
 *
 * @param folder the folder of all image files, from the repo's root; empty where that is the root itself
 * @param property the key that holds the image in each of them
 */
public record ImageSettings(String folder, String property) {
    private static final String FILE = "kit.yaml";

    /**
     * Reads {@code images.path}, and {@code images.property} or what it is unless set.
     *
     * @param repo the deployments repo
     * @param sops decrypts kit.yaml, if that is encrypted
     * @return the settings
     * @throws UserException where the file or the path is missing, or one of the keys makes no sense
     */
    public static ImageSettings of(Snapshot repo, Sops sops) {
        String text = repo.read(FILE)
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        "The deployments repo has no kit.yaml on its branch " + repo.branch(),
                        "Add one, or set kit.deployments.url and kit.deployments.branch to where it is")));
        YamlFile file = YamlFile.parse(FILE, sops.decrypt(FILE, text));
        YamlFile.Value path = file.require("images", "path");
        Optional<YamlFile.Value> property = file.find("images", "property");
        return new ImageSettings(
                normalized(path), property.map(YamlFile.Value::text).orElse("image"));
    }

    /**
     * What an edit of an image file reads, where the folder has its usual name.
     *
     * @param file the image file
     * @return the paths
     */
    static List<String> usualFiles(ImageFile file) {
        return List.of(FILE, "images/" + file.path());
    }

    private static String normalized(YamlFile.Value path) {
        Deque<String> folders = new ArrayDeque<>();
        boolean inside = !path.text().startsWith("/") && !path.text().contains("\\");
        for (String segment : List.of(path.text().split("/", -1))) {
            if (segment.equals("..")) {
                inside &= folders.pollLast() != null;
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                inside &= !segment.equalsIgnoreCase(".git");
                folders.addLast(segment);
            }
        }
        if (!inside) {
            throw new UserException(Diagnostic.at(
                    path.origin(),
                    "images.path \"" + path.text() + "\" leads out of the repo",
                    "Give it relative to the repo's root, such as ./images"));
        }
        return String.join("/", folders);
    }

    /**
     * Says where an image file is.
     *
     * @param file the image file
     * @return its path from the repo's root
     */
    public String pathOf(ImageFile file) {
        return folder.isEmpty() ? file.path() : folder + "/" + file.path();
    }
}
