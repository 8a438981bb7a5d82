package io.github.kitmaven.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the trailers of a commit say of the images that it set, for machines.
 *
 * @param images the images
 * @param commit the commit of the service that they were built from
 * @param time when that was committed
 */
public record Trailers(List<String> images, Optional<String> commit, Optional<Instant> time) {
    static final String IMAGE = "Kit-Image";
    static final String REPOSITORY = "Kit-Service-Repository";
    static final String BRANCH = "Kit-Service-Branch";
    static final String COMMIT = "Kit-Service-Commit";
    static final String TIME = "Kit-Service-Time";
    static final String BUILD = "Kit-Build";

    private static final Pattern TRAILER = Pattern.compile("(?m)^(Kit-[A-Za-z-]+): (.*)$");

    /**
     * Reads them.
     *
     * @param message the whole message of a commit, anybody's
     * @return what it says; nothing where the commit is not kit's
     */
    public static Trailers of(String message) {
        List<String> images = new ArrayList<>();
        Optional<String> commit = Optional.empty();
        Optional<Instant> time = Optional.empty();
        Matcher found = TRAILER.matcher(message);
        while (found.find()) {
            String value = found.group(2).strip();
            switch (found.group(1)) {
                case IMAGE -> images.add(value);
                case COMMIT -> commit = Optional.of(value);
                case TIME -> time = time(value);
                default -> {} // for people
            }
        }
        return new Trailers(List.copyOf(images), commit, time);
    }

    static String of(List<String> images, BuildOrigin origin) {
        StringBuilder lines = new StringBuilder();
        images.forEach(image -> add(lines, IMAGE, image));
        origin.repository().ifPresent(name -> add(lines, REPOSITORY, name));
        add(lines, BRANCH, origin.branch());
        origin.commit().ifPresent(id -> add(lines, COMMIT, id));
        origin.time().ifPresent(time -> add(lines, TIME, time.toString()));
        origin.build().ifPresent(build -> add(lines, BUILD, build));
        return lines.toString();
    }

    private static void add(StringBuilder lines, String key, String value) {
        lines.append(key).append(": ").append(value).append('\n');
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // anybody may write trailers; one that says nothing is as none
        }
    }
}
