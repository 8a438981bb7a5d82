package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What kit.yaml says about the repo.
 *
 * @param version the format version
 * @param root the folder that holds kit.yaml
 * @param base the folder of base-cluster.yaml and base-var.yaml; version "3" may do without a base layer
 * @param images the folder of the image files
 * @param imageProperty the property of an image file that holds the image
 * @param types the folder of the type layer; version "3" may do without one
 * @param clusters the folder that holds a folder per cluster
 * @param resources the folder of the templates
 * @param groups the folder of the groups of resources that clusters import, which need not exist
 * @param names the names of the files in these folders
 * @param output where manifests are written, if kit.yaml says so
 * @param plugin the source of environment variables, if kit.yaml chooses one
 * @param imageByCommit how the image of a commit is named, if kit.yaml says so
 * @param sops decrypts the files of the repo
 */
public record KitYaml(
        FormatVersion version,
        Path root,
        Optional<Path> base,
        Path images,
        String imageProperty,
        Optional<Path> types,
        Path clusters,
        Path resources,
        Path groups,
        FileNames names,
        Optional<Path> output,
        Optional<EnvPlugin> plugin,
        Optional<ImageByCommit> imageByCommit,
        Sops sops) {
    static final String NAME = "kit.yaml";

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
        Fields fields = Fields.of(YamlReader.of(FormatVersion.V3).one(source), NAME, Shapes.KIT);
        FormatVersion version = version(fields);
        ShapeCheck.require(fields.map(), Shapes.KIT, version);
        Fields images = fields.required("images", "Add images.path, the folder of the image files");
        return new KitYaml(
                version,
                root,
                layer(root, fields, "base", "the folder of base-cluster.yaml", version),
                folder(root, fields, "images", "the folder of the image files"),
                images.text("property").filter(property -> !property.isBlank()).orElse("image"),
                layer(root, fields, "type", "the folder of the *-var.yaml files, one a cluster type", version),
                folder(root, fields, "cluster", "the folder that holds a folder per cluster"),
                folder(root, fields, "resources", "the folder of the templates"),
                fields.fields("groups").isPresent()
                        ? folder(root, fields, "groups", "the folder of the groups of resources")
                        : root.resolve("groups"),
                version.likeOriginal() ? FileNames.USUAL : FileNames.of(fields),
                fields.fields("output").flatMap(it -> it.path("path", root)),
                fields.fields("plugin").map(plugin -> EnvPlugin.of(root, plugin)),
                ImageByCommit.of(images),
                sops);
    }

    /** {@return the folder of the manifests of namespaces, which need not exist} */
    public Path namespaces() {
        return root.resolve("namespaces");
    }

    /** {@return the folders that hold what people wrote, root aside} */
    public List<Path> sources() {
        Stream<Path> fixed = Stream.of(images, clusters, resources, groups, namespaces());
        Stream<Path> optional =
                Stream.of(base, types, plugin.flatMap(EnvPlugin::folder)).flatMap(Optional::stream);
        return Stream.concat(fixed, optional)
                .filter(folder -> !folder.equals(root))
                .toList();
    }

    /** {@return the same, but with no source of environment variables except files: no other may be asked} */
    public KitYaml offline() {
        return new KitYaml(
                version,
                root,
                base,
                images,
                imageProperty,
                types,
                clusters,
                resources,
                groups,
                names,
                output,
                plugin.filter(source -> source.name().equals(EnvFiles.NAME)),
                imageByCommit,
                sops);
    }

    /**
     * Takes another folder for the repo, such as one with files of an earlier commit.
     *
     * @param other the other folder
     * @return the same, with the folders of the repo in that one
     */
    public KitYaml at(Path other) {
        UnaryOperator<Path> moved = path -> path.startsWith(root) ? other.resolve(root.relativize(path)) : path;
        return new KitYaml(
                version,
                other,
                base.map(moved),
                moved.apply(images),
                imageProperty,
                types.map(moved),
                moved.apply(clusters),
                moved.apply(resources),
                moved.apply(groups),
                names,
                output,
                plugin,
                imageByCommit,
                sops);
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
                .orElseThrow(() -> new UserException(Diagnostic.at(
                        fields.originOf("version"),
                        "The version " + fields.shown("version") + " is not known",
                        advice)));
    }

    private static Optional<Path> layer(Path root, Fields fields, String key, String meaning, FormatVersion version) {
        boolean without = !version.likeOriginal() && fields.fields(key).isEmpty();
        return without ? Optional.empty() : Optional.of(folder(root, fields, key, meaning));
    }

    private static Path folder(Path root, Fields fields, String key, String meaning) {
        Fields section = fields.required(key, "Add " + key + ".path, " + meaning);
        Path folder = section.path("path", root).orElseThrow(() -> section.missing("path", "Add it: " + meaning));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        throw new UserException(Diagnostic.at(
                section.originOf("path"),
                "The folder " + (section.isSecret("path") ? "" : folder + " ") + "of " + key + ".path does not exist",
                "Create it, or correct the path; it is relative to kit.yaml"));
    }
}
