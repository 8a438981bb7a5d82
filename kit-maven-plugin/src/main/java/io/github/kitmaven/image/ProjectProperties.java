package io.github.kitmaven.image;

import java.util.Map;
import java.util.Optional;

/**
 * What the service's POM and the command line say, as other plugins read it.
 *
 * @param groupId the project's group
 * @param artifactId the project's name in it
 * @param version the project's version
 * @param properties all properties, those of the command line winning over the POM's
 */
public record ProjectProperties(String groupId, String artifactId, String version, Map<String, String> properties) {

    /**
     * Keeps its own copy of the properties.
     *
     * @param groupId the project's group
     * @param artifactId the project's name in it
     * @param version the project's version
     * @param properties all properties
     */
    public ProjectProperties {
        properties = Map.copyOf(properties);
    }

    /** {@return what a folder without a POM says} */
    public static ProjectProperties none() {
        return new ProjectProperties("", "", "", Map.of());
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
