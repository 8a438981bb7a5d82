package io.github.kitmaven.config;

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
    private final Map<Path, Optional<Value>> read = new ConcurrentHashMap<>();

    ImageFiles(KitYaml kit, RepoFiles files, YamlReader yaml) {
        this.files = files;
        this.yaml = yaml;
        this.folder = kit.images();
        this.property = kit.imageProperty();
    }

    /** Finds the image of a repository on a branch. */
    Value find(Value repository, Value branch) {
        Located name = new Located(
                repository.text() + "/" + branch.text() + ".yaml",
                repository.shown() + "/" + branch.shown() + ".yaml",
                repository.origin());
        Path file = files.resolve(folder, name);
        return read.computeIfAbsent(file, this::read)
                .orElseThrow(() -> new UserException(Diagnostic.at(
                        repository.origin(),
                        "There is no image of " + repository.shown() + " on branch " + branch.shown() + ": "
                                + (name.secret() ? "its file" : files.name(file)) + " does not exist",
                        "Commit the image file, or set another branch")));
    }

    private Optional<Value> read(Path file) {
        return files.read(file).map(source -> {
            Fields fields = Fields.of(yaml.one(source), source.name(), Shapes.IMAGE);
            fields.requiredText(property, "Set it to the image, registry and tag included");
            Located image = fields.located(property).orElseThrow();
            return Scalar.string(image.text(), image.origin()).shownAs(image.shown());
        });
    }
}
