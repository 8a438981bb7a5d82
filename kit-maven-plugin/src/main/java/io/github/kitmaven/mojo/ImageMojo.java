package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.image.ProjectProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What tells a goal which image a service's build made. */
abstract class ImageMojo extends AbstractKitMojo {

    /**
     * The full name of the image, such as {@code registry.example.com/acme/web:master-1}. By default the image with its
     * digest that Jib left in {@code target/jib-image.json}; or else the one of which the POM's configuration of the plugin,
     * or a property, tells JKube ({@code <images>}, {@code jkube.generator.name}, {@code jkube.image.name}), Spring Boot
     * ({@code <image>}, {@code spring-boot.build-image.imageName}) or Jib ({@code <to>}, {@code jib.to.image}); or else
     * registry, repository and tag.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image")
    private @Nullable String image;

    /**
     * Several images that go into one commit: each with {@code <name>}, or with {@code <repository>}, {@code <registry>} and
     * {@code <tag>}; {@code kit.image.registry} and {@code kit.image.tag} say what one leaves out. {@code <repository>} also
     * names the folder of its image file. On the command line, full names separated by commas.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.images")
    private @Nullable List<ImageParameter> images;

    /**
     * The host of the image's registry, where {@code kit.image} isn't given.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image.registry")
    private @Nullable String imageRegistry;

    /**
     * The image's path in the registry, such as {@code acme/web}. It also names the folder of the image file; by default
     * the path in the image's name does.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image.repository")
    private @Nullable String imageRepository;

    /**
     * The image's tag, where {@code kit.image} isn't given; by default {@code <branch>-<commit>} of the service.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.image.tag")
    private @Nullable String imageTag;

    /**
     * How images are named: {@code true} names them by tag and digest, {@code name:tag@sha256:...}, and fails where a digest is
     * not known: Jib leaves it, {@code kit.image} may have it, and with {@code kit.verifyImage} the registry tells it.
     * {@code false} names them by their tags. By default the digest is there where it is known from the build.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.pinDigest")
    private @Nullable Boolean pinDigest;

    /**
     * Asks the registry whether it has the image, before it is committed. Credentials come from the first that has them: the
     * {@code <server>} in {@code settings.xml} whose id is the registry's host (and port), and what {@code docker login} keeps: a
     * credential helper, or {@code auths} in {@code ~/.docker/config.json}. Only registries on this machine are asked over plain http.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.verifyImage", defaultValue = "false")
    private boolean verifyImage;

    // What other plugins are told, one by one: all properties at once would stand in the log of mvn -X, passwords
    // included.

    @Parameter(defaultValue = "${jkube.generator.name}", readonly = true)
    private @Nullable String jkubeGeneratorName;

    @Parameter(defaultValue = "${jkube.image.name}", readonly = true)
    private @Nullable String jkubeImageName;

    @Parameter(defaultValue = "${jkube.image.user}", readonly = true)
    private @Nullable String jkubeImageUser;

    @Parameter(defaultValue = "${jkube.image.tag}", readonly = true)
    private @Nullable String jkubeImageTag;

    @Parameter(defaultValue = "${jkube.generator.registry}", readonly = true)
    private @Nullable String jkubeGeneratorRegistry;

    @Parameter(defaultValue = "${jkube.docker.push.registry}", readonly = true)
    private @Nullable String jkubePushRegistry;

    @Parameter(defaultValue = "${jkube.docker.registry}", readonly = true)
    private @Nullable String jkubeRegistry;

    @Parameter(defaultValue = "${spring-boot.build-image.imageName}", readonly = true)
    private @Nullable String springBootImageName;

    @Parameter(defaultValue = "${jib.to.image}", readonly = true)
    private @Nullable String jibToImage;

    @Parameter(defaultValue = "${project.build.plugins}", readonly = true)
    private @Nullable List<Plugin> plugins;

    @Parameter(defaultValue = "${project.build.pluginManagement}", readonly = true)
    private @Nullable PluginManagement managed;

    @Parameter(defaultValue = "${project.groupId}", readonly = true)
    private @Nullable String groupId;

    @Parameter(defaultValue = "${project.artifactId}", readonly = true)
    private @Nullable String artifactId;

    @Parameter(defaultValue = "${project.version}", readonly = true)
    private @Nullable String version;

    final ImageOptions image() {
        return new ImageOptions(given(image), given(imageRegistry), given(imageRepository), given(imageTag));
    }

    final List<ImageOptions> images() {
        return images == null
                ? List.of()
                : images.stream().map(ImageParameter::options).toList();
    }

    final Optional<Boolean> pinDigest() {
        return Optional.ofNullable(pinDigest);
    }

    final boolean verifyImage() {
        return verifyImage;
    }

    final ProjectProperties project() {
        Map<String, String> properties = new HashMap<>();
        put(properties, "jkube.generator.name", jkubeGeneratorName);
        put(properties, "jkube.image.name", jkubeImageName);
        put(properties, "jkube.image.user", jkubeImageUser);
        put(properties, "jkube.image.tag", jkubeImageTag);
        put(properties, "jkube.generator.registry", jkubeGeneratorRegistry);
        put(properties, "jkube.docker.push.registry", jkubePushRegistry);
        put(properties, "jkube.docker.registry", jkubeRegistry);
        put(properties, "spring-boot.build-image.imageName", springBootImageName);
        put(properties, "jib.to.image", jibToImage);
        return new ProjectProperties(
                given(groupId).orElse(""),
                given(artifactId).orElse(""),
                given(version).orElse(""),
                properties,
                new PluginImages(
                                plugins == null ? List.of() : plugins,
                                managed == null ? List.of() : managed.getPlugins())
                        .all());
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        given(value).ifPresent(text -> properties.put(name, text));
    }

    /** An empty parameter is none, so that a POM's value can be taken away on the command line. */
    static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
    }

    static List<String> given(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream().flatMap(value -> given(value).stream()).toList();
    }
}
