package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.NamespaceConfig;
import io.github.kitmaven.config.ResourceConfig;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.explain.Explainer;
import io.github.kitmaven.explain.Explanation;
import io.github.kitmaven.explain.ValuePath;
import io.github.kitmaven.git.LineHistory;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.Sops;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains a value of a cluster, or a line rendered for it: what set it, and who. Writes nothing. */
public final class Explain {
    private final Map<String, String> environment;
    private final Sops sops;
    private final LineHistory history;

    /**
     * Prepares the goal.
     *
     * @param environment the environment of the process, which fills in variables marked external
     * @param sops decrypts the files of the repo
     * @param history tells who changed lines
     */
    public Explain(Map<String, String> environment, Sops sops, LineHistory history) {
        this.environment = Map.copyOf(environment);
        this.sops = sops;
        this.history = history;
    }

    /**
     * Explains the value that a path leads to, as the templates of a resource see it.
     *
     * @param request names the deployments repo, one cluster and at most one resource
     * @param namespace the namespace; empty for a cluster with one or none
     * @param path the path
     * @return the value and all that set it
     * @throws UserException if the repo is wrong, the choice is not of one, or the path leads nowhere
     */
    public Explanation path(Render.Request request, String namespace, ValuePath path) {
        KitYaml kit = KitYaml.read(request.repo(), sops);
        NamespaceConfig cluster = OneCluster.namespace(
                OneCluster.of(Fleet.read(kit, request.selection()), request.selection()), namespace);
        Optional<ResourceConfig> resource = resource(cluster, request, kit);
        String where = "cluster " + cluster.cluster().name()
                + resource.map(it -> " for resource " + it.name())
                        .orElse("; without a resource only the vars are looked at (choose one with -Dkit.resources)");
        Mapping data = resource.map(it -> data(kit, cluster, it, request)).orElse(cluster.vars());
        Explainer explainer = new Explainer(
                kit,
                cluster,
                resource.map(it -> it.tree().origin()).orElse(cluster.vars().origin()));
        Explanation explanation = new Explanation(
                cluster.cluster().name(),
                cluster.namespace(),
                resource.map(ResourceConfig::name),
                Optional.empty(),
                List.of(explainer.explain(path, data, where)),
                Optional.empty(),
                kit.sops().secrets());
        return explanation.with(history.of(kit.root(), explanation.places()));
    }

    private Mapping data(KitYaml kit, NamespaceConfig cluster, ResourceConfig resource, Render.Request request) {
        try (TemplateData data = new TemplateData(kit, environment, request.deployId(), request.commit())) {
            return data.of(cluster, resource);
        }
    }

    /**
     * Explains a line of a rendered file.
     *
     * @param request names the deployments repo, one cluster and, if need be, resources
     * @param line the line
     * @return the line and what decides on it
     * @throws UserException if the repo is wrong, the choice is not of one cluster, or there is no such line
     */
    public Explanation line(Render.Request request, RenderedLine line) {
        KitYaml kit = KitYaml.read(request.repo(), sops);
        ClusterConfig cluster = OneCluster.of(line.among(Fleet.read(kit, request.selection())), request.selection());
        try (TemplateData data = new TemplateData(kit, environment, request.deployId(), request.commit())) {
            Explanation explanation = new ExplainLine(kit, cluster, data).of(line);
            return explanation.with(history.of(kit.root(), explanation.places()));
        }
    }

    /** The resource that is meant: the one chosen, or the only one. */
    private static Optional<ResourceConfig> resource(NamespaceConfig cluster, Render.Request request, KitYaml kit) {
        List<String> names = List.copyOf(cluster.resources().keySet());
        if (names.size() > 1 && !request.selection().resources().isOpen()) {
            throw new UserException(Diagnostic.of(
                    "-Dkit.resources chooses " + names.size() + " resources of cluster "
                            + cluster.cluster().name(),
                    "Choose one of " + OneCluster.listed(names)));
        }
        if (names.isEmpty() && !request.selection().resources().isOpen()) {
            throw new UserException(Diagnostic.of(
                    "Cluster " + cluster.cluster().name() + " has no such resource",
                    "Choose another with -Dkit.resources, or leave that out to look at the vars alone"));
        }
        return names.size() == 1
                ? cluster.resources().entrySet().stream()
                        .map(entry -> ResourceConfig.of(entry.getKey(), entry.getValue(), kit.version()))
                        .findFirst()
                : Optional.empty();
    }
}
