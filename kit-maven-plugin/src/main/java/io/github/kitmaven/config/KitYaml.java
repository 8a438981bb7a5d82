package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What kit.yaml says about the repo.
 *
 * @param version the format version
 * @param root the folder that holds kit.yaml
 * @param base the folder of base-cluster.yaml and base-var.yaml
 * @param images the folder of the image files
 * @param imageProperty the property of an image file that holds the image
 * @param types the folder of the type layer
 * @param clusters the folder that holds a folder per cluster
 * @param resources the folder of the templates
 * @param output where manifests are written, if kit.yaml says so
 * @param envFiles the folder of environment files, if the file plugin is on
 * @param sops decrypts the files of the repo
 */
public record KitYaml(
        FormatVersion version,
        Path root,
        Path base,
        Path images,
        String imageProperty,
        Path types,
        Path clusters,
        Path resources,
        Optional<Path> output,
        Optional<Path> envFiles,
        Sops sops) {
    private static final String NAME = "kit.yaml";
    private static final String FILE_PLUGIN = "file-config";

    /**
     * Reads the kit.yaml of a repo.
     *
     * @param root the folder that holds it
     * @param sops decrypts it and all other files of the repo
     * @return what it says, paths made absolute
     * @throws UserException if there is none, or it is not as it should be
     */
    public static KitYaml read(Path root, Sops sops) {
        SourceText source = RepoFiles.of(root, sops)
                .read(root.resolve(NAME))
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        "There is no kit.yaml in " + root,
                        "Run this goal in the root of a deployments repo, or point -Dkit.basedir at it")));
        Fields fields = Fields.of(YamlReader.of(FormatVersion.V3).one(source), NAME);
        Fields images = fields.required("images", "Add images.path, the folder of the image files");
        return new KitYaml(
                version(fields),
                root,
                folder(root, fields, "base", "the folder of base-cluster.yaml"),
                folder(root, fields, "images", "the folder of the image files"),
                images.text("property").filter(property -> !property.isBlank()).orElse("image"),
                folder(root, fields, "type", "the folder of the *-var.yaml files, one a cluster type"),
                folder(root, fields, "cluster", "the folder that holds a folder per cluster"),
                folder(root, fields, "resources", "the folder of the templates"),
                fields.fields("output").flatMap(it -> it.path("path", root)),
                fields.fields("plugin").map(plugin -> envFiles(root, plugin)),
                sops);
    }

    /** {@return the folder of the manifests of namespaces, which need not exist} */
    public Path namespaces() {
        return root.resolve("namespaces");
    }

    /** {@return the folders that hold what people wrote, root aside} */
    public List<Path> sources() {
        Stream<Path> fixed = Stream.of(base, images, types, clusters, resources, namespaces());
        return Stream.concat(fixed, envFiles.stream())
                .filter(folder -> !folder.equals(root))
                .toList();
    }

    /** {@return a reader of the repo's files} */
    public RepoFiles files() {
        RepoFiles files = RepoFiles.of(root, sops);
        for (Path source : sources()) {
            files = !source.startsWith(root) && Files.isDirectory(source) ? files.and(source) : files;
        }
        return files;
    }

    private static FormatVersion version(Fields fields) {
        String advice = "Write version: \"3\", or version: \"2\" for a repo of kit-deploymentizer";
        String version = fields.requiredText("version", advice);
        return Arrays.stream(FormatVersion.values())
                .filter(known -> known.text().equals(version))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        Diagnostic.at(fields.originOf("version"), "The version " + version + " is not known", advice)));
    }

    private static Path folder(Path root, Fields fields, String key, String meaning) {
        Fields section = fields.required(key, "Add " + key + ".path, " + meaning);
        Path folder = section.path("path", root).orElseThrow(() -> section.missing("path", "Add it: " + meaning));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        throw new UserException(Diagnostic.at(
                section.originOf("path"),
                "The folder " + folder + " of " + key + ".path does not exist",
                "Create it, or correct the path; it is relative to kit.yaml"));
    }

    private static Path envFiles(Path root, Fields plugin) {
        String path = plugin.requiredText("path", "Add plugin.path: " + FILE_PLUGIN);
        if (!path.equals(FILE_PLUGIN) && !path.endsWith("/" + FILE_PLUGIN)) {
            throw new UserException(Diagnostic.at(
                    plugin.originOf("path"),
                    "The plugin " + path + " is not known",
                    "The one that kit knows is " + FILE_PLUGIN));
        }
        Fields options = plugin.required("options", "Add plugin.options.configPath");
        return options.path("configPath", root)
                .orElseThrow(() -> options.missing("configPath", "Add it: the folder of the environment files"));
    }
}
