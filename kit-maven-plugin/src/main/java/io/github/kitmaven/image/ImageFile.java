package io.github.kitmaven.image;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which image file belongs to a service's branch, below the folder of all image files.
 *
 * @param repository the image's repository, such as {@code acme/web}
 * @param branch the branch of the service that the image was built from, such as {@code master} or {@code feature/x}
 */
public record ImageFile(String repository, String branch) {
    /** What no operating system and no shell stumbles over. */
    private static final Pattern SEGMENT = Pattern.compile("[^\\p{Cntrl}\\\\:*?\"<>|/]+");

    /**
     * Refuses names that lead out of the folder.
     *
     * @param repository the image's repository
     * @param branch the branch of the service
     * @throws UserException where a part of a name is empty, {@code .}, {@code ..}, or unfit for a file's name
     */
    public ImageFile {
        check("repository", "kit.image.repository", repository);
        check("branch", "kit.branch", branch);
    }

    /** {@return the path below the folder of image files; a branch with slashes has folders} */
    public String path() {
        return repository + "/" + branch + ".yaml";
    }

    private static void check(String what, String parameter, String name) {
        List<String> segments = List.of(name.split("/", -1));
        boolean fit = segments.stream()
                .allMatch(s -> SEGMENT.matcher(s).matches()
                        && !s.isBlank()
                        && !s.equals(".")
                        && !s.equals("..")
                        && !s.equalsIgnoreCase(".git"));
        if (!fit) {
            throw new UserException(Diagnostic.of(
                    "The " + what + " \"" + name + "\" can't name an image file",
                    "Give " + parameter + " without empty parts, \"..\", a slash at its ends and special characters"));
        }
    }
}
