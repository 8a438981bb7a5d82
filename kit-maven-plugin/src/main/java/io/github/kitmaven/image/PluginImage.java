package io.github.kitmaven.image;

import java.util.Optional;

/**
 * An image of which the POM tells a plugin that builds it, in the plugin's configuration.
 *
 * @param tool the plugin
 * @param name the image's name, as it stands there
 * @param registry the registry for it, where its name has none
 * @param place where it stands, for messages
 */
public record PluginImage(Tool tool, String name, Optional<String> registry, String place) {

    /** What builds images. */
    public enum Tool {
        /** JKube. */
        JKUBE,
        /** Spring Boot. */
        SPRING_BOOT,
        /** Jib. */
        JIB
    }
}
