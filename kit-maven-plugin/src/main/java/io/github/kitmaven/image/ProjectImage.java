package io.github.kitmaven.image;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image that the project's properties tell JKube, or else Spring Boot, to build. Neither leaves a file that says so, and
 * neither says its digest.
 *
 * @see <a href="https://eclipse.dev/jkube/docs/kubernetes-maven-plugin/#image-name">JKube, placeholders in image names</a>
 * @see <a href="https://docs.spring.io/spring-boot/maven-plugin/build-image.html">Spring Boot, build-image</a>
 */
public final class ProjectImage {
    private static final Pattern PLACEHOLDER = Pattern.compile("%([a-z])");
    private static final String SNAPSHOT = "-SNAPSHOT";

    private ProjectImage() {}

    /**
     * Reads the properties.
     *
     * @param project the project
     * @return the image; empty where none of the two plugins is told of one
     * @throws UserException where a property is no image's name, or has a placeholder whose value only JKube knows
     */
    public static Optional<ImageReference> of(ProjectProperties project) {
        return jkube(project)
                .or(() -> project.first("spring-boot.build-image.imageName")
                        .map(name -> parsed("spring-boot.build-image.imageName", name)));
    }

    private static Optional<ImageReference> jkube(ProjectProperties project) {
        String property =
                project.first("jkube.generator.name").isPresent() ? "jkube.generator.name" : "jkube.image.name";
        return project.first(property).map(name -> {
            ImageReference image = parsed(property, filled(project, property, name));
            Optional<String> registry =
                    project.first("jkube.generator.registry", "jkube.docker.push.registry", "jkube.docker.registry");
            return image.registry().isPresent() || registry.isEmpty()
                    ? image
                    : parsed(property, registry.get() + "/" + image);
        });
    }

    /** As for Docker, no tag is the tag latest. */
    private static ImageReference parsed(String property, String name) {
        try {
            ImageReference image = ImageReference.parse(name);
            return image.tag().isPresent() || image.digest().isPresent()
                    ? image
                    : ImageReference.parse(name + ":latest");
        } catch (UserException e) {
            throw new UserException(
                    Diagnostic.of(
                            "The property " + property + " makes \"" + name + "\", which is not the name of an image",
                            "Correct it, or give the image in kit.image"),
                    e);
        }
    }

    private static String filled(ProjectProperties project, String property, String name) {
        return PLACEHOLDER
                .matcher(name)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "g" -> project.first("jkube.image.user").orElseGet(() -> fit(group(project)));
                            case "a" -> fit(project.artifactId());
                            case "v" -> tag(project, project.version());
                            case "l" -> tag(project, isSnapshot(project) ? "latest" : project.version());
                            case "t" -> tag(project, timestamped(project, property));
                            default -> found.group();
                        }));
    }

    private static String group(ProjectProperties project) {
        String group = project.groupId().replaceAll("\\.+$", "");
        return group.substring(group.lastIndexOf('.') + 1);
    }

    /** What JKube leaves of a name. */
    private static String fit(String name) {
        return name.replaceAll("[^\\p{L}\\p{Nd}_.-]", "")
                .replaceAll("_{3,}", "__")
                .replaceAll("\\.{2,}", ".")
                .toLowerCase(Locale.ROOT);
    }

    private static String tag(ProjectProperties project, String version) {
        return project.first("jkube.image.tag").orElseGet(() -> version.replaceAll("[^\\p{L}\\p{Nd}_.-]", "-"));
    }

    private static boolean isSnapshot(ProjectProperties project) {
        return project.version().endsWith(SNAPSHOT);
    }

    private static String timestamped(ProjectProperties project, String property) {
        if (isSnapshot(project) && project.first("jkube.image.tag").isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "The property " + property + " has %t, the time of the build, which only JKube knows",
                    "Give the image in kit.image, or set jkube.image.tag"));
        }
        return project.version();
    }
}
