package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;

/**
 * One resource of a cluster, all layers merged.
 *
 * @param name its name
 * @param disabled whether the cluster does without it
 * @param file the template or manifest that it names, relative to the resources folder
 * @param output the name of the file it is written to; empty for the name of {@code file}
 * @param service its service, if it has one
 * @param tree all that the layers say of it
 */
public record ResourceConfig(
        String name,
        boolean disabled,
        Optional<Located> file,
        Optional<String> output,
        Optional<Service> service,
        Mapping tree) {

    /**
     * A service, rendered with a template that services share.
     *
     * @param name its name
     * @param template the template that it names, relative to the resources folder; empty for the usual one
     * @param output the name of the file it is written to; empty for its own name
     */
    public record Service(Located name, Optional<Located> template, Optional<String> output) {}

    /**
     * Reads a resource.
     *
     * @param name its name
     * @param value what the merged layers say of it
     * @param version decides whether a flag may be anything but a boolean, and whether files may be named
     * @return the resource
     * @throws UserException if a field that kit knows has the wrong type
     */
    public static ResourceConfig of(String name, Value value, FormatVersion version) {
        if (!(value instanceof Mapping tree)) {
            throw new UserException(Diagnostic.at(
                    value.origin(),
                    "The resource " + name + " must be a map",
                    "Give it a file or a svc, or remove it"));
        }
        Fields fields = new Fields(tree, "resources." + name + ".", Shapes.RESOURCE);
        return new ResourceConfig(
                name,
                fields.flag("disable", version),
                fields.located("file"),
                output(fields, version),
                tree.truthy("svc").flatMap(svc -> fields.fields("svc")).map(svc -> service(svc, version)),
                tree);
    }

    private static Service service(Fields svc, FormatVersion version) {
        svc.requiredText("name", "Name the service");
        Located name = svc.located("name").orElseThrow();
        return new Service(
                name, version.likeOriginal() ? Optional.empty() : svc.located("template"), output(svc, version));
    }

    /** In version "2" templates may have used the word for something else. */
    private static Optional<String> output(Fields fields, FormatVersion version) {
        Optional<Located> named = version.likeOriginal() ? Optional.empty() : fields.located("output");
        return named.map(FileNames::checked).map(file -> file.endsWith(".yaml") ? file : file + ".yaml");
    }
}
