package io.github.kitmaven.registry;

import io.github.kitmaven.image.ImageReference;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A registry, as image names have it.
 *
 * @param name the host, with its port if it has one; {@code docker.io} for Docker Hub
 */
public record RegistryHost(String name) {
    private static final String HUB = "docker.io";

    /** How Docker Hub is called, in files that {@code docker login} writes as in POMs. */
    private static final List<String> HUB_NAMES = List.of("index.docker.io", HUB, "registry-1.docker.io");

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    static RegistryHost of(ImageReference image) {
        String host = image.registry().orElse(HUB);
        return new RegistryHost(HUB_NAMES.contains(host) ? HUB : host);
    }

    /** {@return the names that its login may stand under, the usual one first} */
    public List<String> names() {
        return isHub() ? HUB_NAMES : List.of(name);
    }

    boolean isHub() {
        return name.equals(HUB);
    }

    boolean isThisMachine() {
        return THIS_MACHINE.contains(name.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
    }

    /** The scheme and host of its API. Only what does not leave this machine goes without TLS. */
    String url() {
        if (isHub()) {
            return "https://registry-1.docker.io";
        }
        return (isThisMachine() ? "http://" : "https://") + name;
    }

    /** The path of an image there: what Docker itself publishes has a folder that nobody writes. */
    String pathOf(ImageReference image) {
        return isHub() && image.repository().indexOf('/') < 0 ? "library/" + image.repository() : image.repository();
    }
}
