package io.github.kitmaven.image;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service's POM and the command line say, as other plugins read it.
 *
 * @param groupId the project's group
 * @param artifactId the project's name in it
 * @param version the project's version
 * @param properties all properties, those of the command line winning over the POM's
 * @param images the images in the configuration of plugins
 */
public record ProjectProperties(
        String groupId, String artifactId, String version, Map<String, String> properties, List<PluginImage> images) {

    /**
     * Keeps its own copies.
     *
     * @param groupId the project's group
     * @param artifactId the project's name in it
     * @param version the project's version
     * @param properties all properties
     * @param images the images in the configuration of plugins
     */
    public ProjectProperties {
        properties = Map.copyOf(properties);
        images = List.copyOf(images);
    }

    /** {@return what a folder without a POM says} */
    public static ProjectProperties none() {
        return new ProjectProperties("", "", "", Map.of(), List.of());
    }

    /** The image that a plugin is configured to build. */
    Optional<PluginImage> configured(PluginImage.Tool tool) {
        List<PluginImage> own =
                images.stream().filter(image -> image.tool() == tool).toList();
        List<String> names = own.stream().map(PluginImage::name).distinct().toList();
        if (names.size() > 1) {
            throw new UserException(Diagnostic.of(
                    own.get(0).place() + " is there several times: " + String.join(", ", names),
                    "Give those that are to be deployed in <images>, or one in kit.image"));
        }
        return own.stream().findFirst();
    }

    /** The first of some properties that has a value. */
    Optional<String> first(String... names) {
        for (String name : names) {
            String value = properties.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
