package io.github.kitmaven.render;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.ResourceConfig;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.RenderedCluster.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders clusters, all of a cluster's resources into one set of files. */
public final class ClusterRenderer {
    private final ResourceRenderer resources;
    private final KitYaml kit;
    private final TemplateData data;

    /**
     * Prepares for the clusters of a repo.
     *
     * @param kit the repo
     * @param data makes what templates see
     */
    public ClusterRenderer(KitYaml kit, TemplateData data) {
        this.resources = new ResourceRenderer(kit, data);
        this.kit = kit;
        this.data = data;
    }

    /**
     * Renders clusters, as many at once as there are processors.
     *
     * @param clusters the clusters, layers merged
     * @return what came of each, in the same order
     * @throws UserException with all that is wrong, in every cluster
     * @throws EnvironmentException the same, if the world is broken too
     */
    public List<RenderedCluster> render(List<ClusterConfig> clusters) {
        Problems problems = new Problems();
        data.ask(clusters);
        List<RenderedCluster> rendered = clusters.parallelStream()
                .map(config -> render(config, problems))
                .toList();
        problems.throwIfAny();
        return rendered;
    }

    /**
     * Renders one cluster as far as it can be.
     *
     * @param config the cluster, layers merged
     * @param problems hears of what is wrong
     * @return what is right
     */
    public RenderedCluster render(ClusterConfig config, Problems problems) {
        Map<String, RenderedFile> byName = new LinkedHashMap<>();
        List<Failure> failures = new ArrayList<>();
        config.namespaces().forEach(namespace -> failures.addAll(render(namespace, byName, problems)));
        List<Manifest> namespaceManifests = problems.attempt(() -> Manifests.ofNamespaces(kit, config.cluster()))
                .orElse(List.of());
        return new RenderedCluster(config.cluster(), List.copyOf(byName.values()), namespaceManifests, failures);
    }

    /** Renders the resources of a namespace, and returns those that failed. */
    private List<Failure> render(NamespaceConfig config, Map<String, RenderedFile> byName, Problems problems) {
        List<Failure> failures = new ArrayList<>();
        config.resources().forEach((name, value) -> {
            try {
                add(render(config, name, value), byName, config, problems);
            } catch (KitException e) {
                e.diagnostics().forEach(diagnostic -> failures.add(new Failure(name, diagnostic)));
                if (!config.cluster().allowFailure()) {
                    problems.add(e);
                }
            }
        });
        return failures;
    }

    private List<RenderedFile> render(NamespaceConfig config, String name, Value value) {
        ResourceConfig resource = ResourceConfig.of(name, value, kit.version());
        return resource.disabled() ? List.of() : resources.render(config, resource);
    }

    private static void add(
            List<RenderedFile> rendered, Map<String, RenderedFile> byName, NamespaceConfig config, Problems problems) {
        for (RenderedFile file : rendered) {
            RenderedFile other = byName.putIfAbsent(file.name(), file);
            if (other != null) {
                problems.add(Diagnostic.at(
                        file.source(),
                        "The resources " + other.resource() + " and " + file.resource() + " both render to "
                                + config.cluster().name() + "/" + file.name(),
                        "Give each a template or service with a name of its own"));
            }
        }
    }
}
