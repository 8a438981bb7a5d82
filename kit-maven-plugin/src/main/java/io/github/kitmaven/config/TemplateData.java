package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the data that the templates of a resource see: all vars, and on top of them the resource's name, branch,
 * containers and service.
 *
 * <p>Source of the rules: kit-deploymentizer's generator.
 */
public final class TemplateData {
    private final FormatVersion version;
    private final ContainerData containers;
    private final DeployId deployId;

    /**
     * Prepares for the resources of a repo.
     *
     * @param kit the repo
     * @param environment the environment of the process, for external variables
     * @param deployId what identifies this deploy, if anything does
     */
    public TemplateData(KitYaml kit, Map<String, String> environment, DeployId deployId) {
        this.version = kit.version();
        RepoFiles files = kit.files();
        YamlReader yaml = YamlReader.of(version);
        ExternalEnv external = new ExternalEnv(version, environment, kit.sops().secrets());
        this.containers = new ContainerData(
                new LayerMerge(version), new ImageFiles(kit, files, yaml), new EnvFiles(kit, files, yaml), external);
        this.deployId = deployId;
    }

    /**
     * Makes the data of one resource.
     *
     * @param config the cluster
     * @param resource the resource
     * @return the data
     * @throws UserException if an image, an external variable or the primary container is missing
     */
    public Mapping of(ClusterConfig config, ResourceConfig resource) {
        String name = resource.name();
        Mapping tree = resource.tree();
        Value branch = tree.truthy("branch")
                .orElseGet(() -> Scalar.string(config.cluster().branch(), tree.origin()));
        Map<String, Value> data = new LinkedHashMap<>();
        data.put("branch", branch);
        data.put("name", Scalar.string(name, tree.origin()));
        deployId.addTo(config.vars(), data);
        containersOf(name, tree)
                .forEach((key, container) ->
                        data.put(key, containers.of(config.cluster().name(), name, branch, container)));
        tree.truthy("svc").ifPresent(svc -> data.put("svc", svc));
        return config.vars().with(data);
    }

    /** The resource's containers by key; a resource without any is its own container. */
    private Map<String, Mapping> containersOf(String name, Mapping resource) {
        Optional<Fields> declared = new Fields(resource, "resources." + name + ".").fields("containers");
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
