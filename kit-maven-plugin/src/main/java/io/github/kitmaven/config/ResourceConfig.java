package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;

/**
 * One resource of a cluster, all layers merged.
 *
 * @param name its name
 * @param disabled whether the cluster does without it
 * @param file the template or manifest that it names, relative to the resources folder
 * @param service the name of its service, if it has one
 * @param tree all that the layers say of it
 */
public record ResourceConfig(
        String name, boolean disabled, Optional<Located> file, Optional<Located> service, Mapping tree) {

    /**
     * A text of the repo.
     *
     * @param text the text
     * @param origin where it stands
     */
    public record Located(String text, Origin origin) {}

    /**
     * Reads a resource.
     *
     * @param name its name
     * @param value what the merged layers say of it
     * @param version decides whether a flag may be anything but a boolean
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
        Fields fields = new Fields(tree, "resources." + name + ".");
        Optional<Fields> service = tree.truthy("svc").flatMap(svc -> fields.fields("svc"));
        return new ResourceConfig(
                name,
                fields.flag("disable", version),
                fields.text("file")
                        .filter(file -> !file.isEmpty())
                        .map(file -> new Located(file, fields.originOf("file"))),
                service.map(svc -> new Located(svc.requiredText("name", "Name the service"), svc.originOf("name"))),
                tree);
    }
}
