package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds images by repository and branch. Each image file is read once. */
final class ImageFiles {
    private final RepoFiles files;
    private final YamlReader yaml;
    private final Path folder;
    private final String property;
    private final Map<Name, Optional<Value>> read = new ConcurrentHashMap<>();

    private record Name(String repository, String branch) {}

    ImageFiles(KitYaml kit, RepoFiles files, YamlReader yaml) {
        this.files = files;
        this.yaml = yaml;
        this.folder = kit.images();
        this.property = kit.imageProperty();
    }

    /** Finds the image of a repository on a branch; {@code wanted} is where the repo asks for it. */
    Value find(String repository, String branch, Origin wanted) {
        Name name = new Name(repository, branch);
        return read.computeIfAbsent(name, it -> read(file(it, wanted)))
                .orElseThrow(() -> new UserException(Diagnostic.at(
                        wanted,
                        "There is no image of " + repository + " on branch " + branch + ": "
                                + files.name(file(name, wanted)) + " does not exist",
                        "Commit the image file, or set another branch")));
    }

    private Path file(Name name, Origin wanted) {
        return files.resolve(folder, name.repository() + "/" + name.branch() + ".yaml", wanted);
    }

    private Optional<Value> read(Path file) {
        return files.read(file).map(source -> {
            Fields fields = Fields.of(yaml.one(source), source.name(), Shapes.IMAGE);
            String image = fields.requiredText(property, "Set it to the image, registry and tag included");
            return Scalar.string(image, fields.originOf(property));
        });
    }
}
