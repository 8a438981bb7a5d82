package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the containers that a resource declares.
 *
 * @param version decides what counts as declared
 */
record Containers(FormatVersion version) {

    /** The resource's containers by key; a resource without any is its own container. */
    Map<String, Mapping> of(String name, Mapping resource) {
        Optional<Fields> declared = declared(new Fields(resource, "resources." + name + ".", Shapes.RESOURCE));
        if (declared.isEmpty()) {
            return Map.of(name, resource);
        }
        boolean scaler = name.endsWith("-hpa");
        Map<String, Mapping> containers = new LinkedHashMap<>();
        for (String key : declared.get().map().entries().keySet()) {
            Mapping container = declared.get()
                    .required(key, "Give the container an image or image_tag, or remove it")
                    .map();
            containers.put(key, scaler ? container : withPrimary(container));
        }
        if (!scaler && containers.size() > 1) {
            checkPrimary(name, declared.get().map(), List.copyOf(containers.values()));
        }
        return containers;
    }

    /** To the original a list is a map whose keys are indexes, and what JavaScript takes for false is nothing. */
    private Optional<Fields> declared(Fields resource) {
        Optional<Value> containers = resource.map().get("containers");
        if (version.likeOriginal() && containers.filter(Value::truthy).isEmpty()) {
            return Optional.empty();
        }
        if (version.likeOriginal() && containers.get() instanceof Sequence list) {
            Map<String, Value> byIndex = new LinkedHashMap<>();
            list.elements().forEach(element -> byIndex.put(Integer.toString(byIndex.size()), element));
            Mapping map = new Mapping(byIndex, list.origin(), list.overridden());
            return Optional.of(new Fields(map, resource.path() + "containers."));
        }
        return resource.fields("containers");
    }

    private static Mapping withPrimary(Mapping container) {
        if (container.entries().containsKey("primary")) {
            return container;
        }
        boolean primary = container.entries().containsKey("image_tag");
        return container.with(Map.of("primary", Scalar.bool(primary, container.origin())));
    }

    private void checkPrimary(String name, Mapping declared, List<Mapping> containers) {
        long primaries = containers.stream()
                .filter(container ->
                        new Fields(container, "resources." + name + ".containers.").flag("primary", version))
                .count();
        if (primaries != 1) {
            throw new UserException(Diagnostic.at(
                    declared.origin(),
                    "The resource " + name + " has "
                            + (primaries == 0 ? "no primary container" : primaries + " primary containers"),
                    "Set primary: true on one container, and primary: false on the others that have an image_tag"));
        }
    }
}
