package io.github.kitmaven.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The values that files outside of the layers give a container: {@code <folder>/<container name>/<cluster>-env.json}. */
final class EnvFiles {
    private final RepoFiles files;
    private final YamlReader yaml;
    private final Optional<Path> folder;

    EnvFiles(KitYaml kit, RepoFiles files, YamlReader yaml) {
        this.files = files;
        this.yaml = yaml;
        this.folder = kit.envFiles();
    }

    /** Reads a container's values, JSON or YAML; a missing file means none. */
    Optional<Mapping> of(Value container, String cluster) {
        return folder.stream()
                .flatMap(it -> Stream.of(".json", ".yaml")
                        .map(type -> container.text() + "/" + cluster + "-env" + type)
                        .map(path -> files.resolve(it, path, container.origin())))
                .flatMap(file -> files.read(file).stream())
                .findFirst()
                .map(source -> Fields.of(yaml.one(withoutTabs(source)), source.name(), Shape.any())
                        .map());
    }

    /** JSON may be indented with tabs, which YAML refuses; inside of JSON's strings they are escaped. */
    private static SourceText withoutTabs(SourceText source) {
        return source.name().endsWith(".json")
                ? new SourceText(source.name(), source.text().replace('\t', ' '))
                : source;
    }
}
