package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The source {@code file-config}: a container's values stand in {@code <configPath>/<container name>/<cluster>-env.json},
 * or {@code .yaml}. A missing file is an error in version "2", as in the original, and means no values in version "3".
 */
public final class EnvFiles implements EnvSource {
    static final String NAME = "file-config";

    /** For the ServiceLoader. */
    public EnvFiles() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Session open(EnvSettings settings) {
        settings.known("configPath");
        settings.required("configPath", "Add it: the folder of the environment files");
        Path folder = settings.path("configPath").orElseThrow();
        return request -> EnvValues.ofRepo(read(request, folder, settings));
    }

    private static Mapping read(EnvRequest request, Path folder, EnvSettings settings) {
        RepoFiles files = settings.files();
        Value container = request.container().get("name").orElse(request.container());
        Located path = new Located(request.name(), request.shownName(), container.origin())
                .within("", "/" + request.cluster().name() + "-env");
        Optional<Mapping> found = Stream.of(".json", ".yaml")
                .map(type -> files.resolve(folder, path.within("", type)))
                .flatMap(file -> files.read(file).stream())
                .findFirst()
                .map(source -> read(source, settings.version()));
        if (found.isEmpty() && settings.version().likeOriginal()) {
            throw new UserException(Diagnostic.at(
                    container.origin(),
                    "The container " + request.shownName() + " has no environment file in cluster "
                            + request.cluster().name() + ": "
                            + path.within(files.name(folder) + "/", ".json").shown() + " does not exist",
                    "Create it, {} will do; version \"3\" does without"));
        }
        return found.orElse(Mapping.EMPTY);
    }

    private static Mapping read(SourceText source, FormatVersion version) {
        Optional<Value> document = source.name().endsWith(".json")
                ? Optional.of(new JsonReader(version).read(source))
                : YamlReader.of(version).one(source);
        return Fields.of(document, source.name(), Shape.any()).map();
    }
}
