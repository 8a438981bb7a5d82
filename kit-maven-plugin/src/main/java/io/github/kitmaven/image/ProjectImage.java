package io.github.kitmaven.image;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image that the POM's plugin configuration or the project's properties tell JKube, or else Spring Boot, or else Jib, to
 * build. What is configured for an image wins over properties with JKube and Spring Boot, with Jib it is the other way. The
 * first two leave no file that says so, and none of this says a digest.
 *
 * @see <a href="https://eclipse.dev/jkube/docs/kubernetes-maven-plugin/#image-name">JKube, placeholders in image names</a>
 * @see <a href="https://docs.spring.io/spring-boot/maven-plugin/build-image.html">Spring Boot, build-image</a>
 * @see <a href="https://github.com/GoogleContainerTools/jib/tree/master/jib-maven-plugin#system-properties">Jib, system
 *     properties</a>
 */
public final class ProjectImage {
    private static final Pattern PLACEHOLDER = Pattern.compile("%([a-z])");
    private static final String SNAPSHOT = "-SNAPSHOT";

    private ProjectImage() {}

    /**
     * Reads configuration and properties.
     *
     * @param project the project
     * @return the image; empty where none of the plugins is told of one
     * @throws UserException where it is no image's name, is one of several, or has a placeholder whose value only JKube knows
     */
    public static Optional<ImageReference> of(ProjectProperties project) {
        Optional<PluginImage> springBoot = project.configured(PluginImage.Tool.SPRING_BOOT)
                .or(() -> property(project, PluginImage.Tool.SPRING_BOOT, "spring-boot.build-image.imageName"));
        Optional<PluginImage> jib = property(project, PluginImage.Tool.JIB, "jib.to.image")
                .or(() -> project.configured(PluginImage.Tool.JIB));
        return jkube(project).or(() -> springBoot.or(() -> jib).map(image -> parsed(image.place(), image.name())));
    }

    private static Optional<ImageReference> jkube(ProjectProperties project) {
        return project.configured(PluginImage.Tool.JKUBE)
                .or(() -> generated(project))
                .map(told -> {
                    ImageReference image = parsed(told.place(), filled(project, told));
                    Optional<String> registry = told.registry()
                            .or(() -> project.first("jkube.docker.push.registry", "jkube.docker.registry"));
                    return image.registry().isPresent() || registry.isEmpty()
                            ? image
                            : parsed(told.place(), registry.get() + "/" + image);
                });
    }

    /** The one that a generator of JKube's makes, where no image is configured. */
    private static Optional<PluginImage> generated(ProjectProperties project) {
        return property(project, PluginImage.Tool.JKUBE, "jkube.generator.name")
                .or(() -> property(project, PluginImage.Tool.JKUBE, "jkube.image.name"))
                .map(image -> new PluginImage(
                        image.tool(), image.name(), project.first("jkube.generator.registry"), image.place()));
    }

    private static Optional<PluginImage> property(ProjectProperties project, PluginImage.Tool tool, String property) {
        return project.first(property)
                .map(name -> new PluginImage(tool, name, Optional.empty(), "The property " + property));
    }

    /** As for Docker, no tag is the tag latest. */
    private static ImageReference parsed(String place, String name) {
        try {
            ImageReference image = ImageReference.parse(name);
            return image.tag().isPresent() || image.digest().isPresent()
                    ? image
                    : ImageReference.parse(name + ":latest");
        } catch (UserException e) {
            throw new UserException(
                    Diagnostic.of(
                            place + " makes \"" + name + "\", which is not the name of an image",
                            "Correct it, or give the image in kit.image"),
                    e);
        }
    }

    private static String filled(ProjectProperties project, PluginImage image) {
        return PLACEHOLDER
                .matcher(image.name())
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "g" -> project.first("jkube.image.user").orElseGet(() -> fit(group(project)));
                            case "a" -> fit(project.artifactId());
                            case "v" -> tag(project, project.version());
                            case "l" -> tag(project, isSnapshot(project) ? "latest" : project.version());
                            case "t" -> tag(project, timestamped(project, image.place()));
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

    private static String timestamped(ProjectProperties project, String place) {
        if (isSnapshot(project) && project.first("jkube.image.tag").isEmpty()) {
            throw new UserException(Diagnostic.of(
                    place + " has %t, the time of the build, which only JKube knows",
                    "Give the image in kit.image, or set jkube.image.tag"));
        }
        return project.version();
    }
}
