package io.github.kitmaven.mojo;

import io.github.kitmaven.image.PluginImage;
import io.github.kitmaven.image.PluginImage.Tool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images that the POM configures plugins to build. Maven has filled in properties, profiles and parents already.
 *
 * @param plugins the plugins of the build
 * @param managed those of its pluginManagement, which count where a plugin is run from the command line only
 */
record PluginImages(List<Plugin> plugins, List<Plugin> managed) {
    List<PluginImage> all() {
        Stream<Plugin> unused = managed.stream()
                .filter(plugin -> plugins.stream().noneMatch(used -> key(used).equals(key(plugin))));
        return Stream.concat(plugins.stream(), unused)
                .flatMap(plugin -> images(plugin).stream())
                .toList();
    }

    private static String key(Plugin plugin) {
        return plugin.getGroupId() + ":" + plugin.getArtifactId();
    }

    private static List<PluginImage> images(Plugin plugin) {
        List<PluginImage> own = images(plugin, plugin.getConfiguration());
        return own.isEmpty()
                ? plugin.getExecutions().stream()
                        .map(PluginExecution::getConfiguration)
                        .flatMap(configuration -> images(plugin, configuration).stream())
                        .toList()
                : own;
    }

    private static List<PluginImage> images(Plugin plugin, @Nullable Object configuration) {
        if (!(configuration instanceof Xpp3Dom root)) {
            return List.of();
        }
        return switch (key(plugin)) {
            case "org.eclipse.jkube:kubernetes-maven-plugin", "org.eclipse.jkube:openshift-maven-plugin" ->
                children(root, "images")
                        .flatMap(images -> children(images, "image"))
                        .flatMap(image -> jkube(plugin, root, image).stream())
                        .toList();
            case "org.springframework.boot:spring-boot-maven-plugin" ->
                image(plugin, Tool.SPRING_BOOT, root, "image", "name");
            case "com.google.cloud.tools:jib-maven-plugin" -> image(plugin, Tool.JIB, root, "to", "image");
            default -> List.of();
        };
    }

    private static Optional<PluginImage> jkube(Plugin plugin, Xpp3Dom root, Xpp3Dom image) {
        Optional<String> registry =
                text(image, "registry").or(() -> text(root, "pushRegistry")).or(() -> text(root, "registry"));
        return text(image, "name")
                .map(name -> new PluginImage(
                        Tool.JKUBE, name, registry, "<images><image><name> of " + plugin.getArtifactId()));
    }

    private static List<PluginImage> image(Plugin plugin, Tool tool, Xpp3Dom root, String outer, String inner) {
        String place = "<" + outer + "><" + inner + "> of " + plugin.getArtifactId();
        return children(root, outer)
                .flatMap(element -> text(element, inner).stream())
                .map(name -> new PluginImage(tool, name, Optional.empty(), place))
                .toList();
    }

    private static Stream<Xpp3Dom> children(Xpp3Dom parent, String name) {
        return Stream.of(parent.getChildren(name));
    }

    private static Optional<String> text(Xpp3Dom parent, String name) {
        return Optional.ofNullable(parent.getChild(name)).map(Xpp3Dom::getValue).flatMap(ImageMojo::given);
    }
}
