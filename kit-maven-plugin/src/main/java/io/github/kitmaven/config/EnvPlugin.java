package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source of environment variables that kit.yaml chooses.
 *
 * @param name the source's name
 * @param written the name or path as kit.yaml has it, without what is secret of it
 * @param origin where it stands
 * @param options what kit.yaml sets for it
 * @param folder the folder of files that it reads, if the options name one
 */
public record EnvPlugin(String name, String written, Origin origin, Mapping options, Optional<Path> folder) {
    /** {@return the name, unless it must not be shown} */
    String nameToShow() {
        return written.contains(name) ? name : "";
    }

    /** The original names its plugins by path, and has one for both versions of env-api. */
    private static final Map<String, String> FORMER_NAMES =
            Map.of("env-api-client", "env-api", "env-api-client-v3", "env-api");

    static EnvPlugin of(Path root, Fields plugin) {
        String key = plugin.map().entries().containsKey("name") ? "name" : "path";
        String written = plugin.requiredText(key, "Name a source of environment variables: plugin.name: file-config");
        String last = written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
        String name = last.endsWith(".js") ? last.substring(0, last.length() - 3) : last;
        Optional<Fields> options = plugin.fields("options");
        return new EnvPlugin(
                FORMER_NAMES.getOrDefault(name, name),
                plugin.shown(key),
                plugin.originOf(key),
                options.map(Fields::map)
                        .orElseGet(() -> new Mapping(Map.of(), plugin.map().origin(), List.of())),
                options.flatMap(fields -> fields.path("configPath", root)));
    }
}
