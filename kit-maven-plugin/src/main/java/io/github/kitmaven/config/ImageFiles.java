package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Finds images by repository and branch. Each image file is read once. */
final class ImageFiles {
    private final RepoFiles files;
    private final YamlReader yaml;
    private final Path folder;
    private final String property;
    private final Map<Name, Optional<Value>> read = new ConcurrentHashMap<>();
    private final Map<String, SortedMap<String, String>> used = new ConcurrentSkipListMap<>();

    private record Name(String repository, String branch) {}

    ImageFiles(KitYaml kit, RepoFiles files, YamlReader yaml) {
        this.files = files;
        this.yaml = yaml;
        this.folder = kit.images();
        this.property = kit.imageProperty();
    }

    /** Finds the image of a repository on a branch, for a cluster. */
    Value find(String cluster, Value repository, Value branch) {
        Value image = read.computeIfAbsent(
                        new Name(repository.text(), branch.text()),
                        name -> read(files.resolve(folder, file(repository, branch))))
                .orElseThrow(() -> missing(repository, branch));
        Located file = file(repository, branch);
        if (!file.secret() && !image.secret()) {
            used.computeIfAbsent(cluster, name -> new ConcurrentSkipListMap<>())
                    .put(files.name(files.resolve(folder, file)), image.text());
        }
        return image;
    }

    /** The image of each file that was found so far, by cluster and by the file's path; none that nobody may read. */
    SortedMap<String, SortedMap<String, String>> used() {
        return new TreeMap<>(used);
    }

    /** Finds the image of a repository on a branch, where the repo has it. */
    RepoImage at(Value repository, Value branch) {
        Located file = file(repository, branch);
        Path path = files.resolve(folder, file);
        Optional<Value> image = read.computeIfAbsent(new Name(repository.text(), branch.text()), name -> read(path));
        boolean secret = file.secret() || image.filter(Value::secret).isPresent();
        return new RepoImage(secret ? Optional.empty() : Optional.of(files.name(path)), image.map(Value::shown));
    }

    private UserException missing(Value repository, Value branch) {
        Located file = file(repository, branch);
        return new UserException(Diagnostic.at(
                repository.origin(),
                "There is no image of " + repository.shown() + " on branch " + branch.shown() + ": "
                        + (file.secret() ? "its file" : files.name(files.resolve(folder, file))) + " does not exist",
                "Commit the image file, or set another branch"));
    }

    private static Located file(Value repository, Value branch) {
        return new Located(
                repository.text() + "/" + branch.text() + ".yaml",
                repository.shown() + "/" + branch.shown() + ".yaml",
                repository.origin());
    }

    private Optional<Value> read(Path file) {
        return files.read(file).map(source -> {
            Fields fields = Fields.of(yaml.one(source), source.name(), Shapes.IMAGE);
            Located image = image(fields, property);
            return Scalar.string(image.text(), image.origin()).shownAs(image.shown());
        });
    }

    /** A key that is written as the property is goes first; else dots lead into maps, as where images are committed. */
    private static Located image(Fields file, String property) {
        List<String> keys = List.of(property.split("\\.", -1));
        boolean asWritten = keys.stream().anyMatch(String::isBlank)
                || file.map().get(property).isPresent();
        Fields fields = file;
        for (String key : asWritten ? List.<String>of() : keys.subList(0, keys.size() - 1)) {
            fields = fields.required(key, "Make it a map, for the image is its " + property);
        }
        String last = asWritten ? property : keys.get(keys.size() - 1);
        fields.requiredText(last, "Set it to the image, registry and tag included");
        return fields.located(last).orElseThrow();
    }
}
