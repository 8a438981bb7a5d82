package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Makes the data that the templates of a resource see: all vars, and on top of them the resource's name, branch,
 * containers and service.
 *
 * <p>Source of the rules: kit-deploymentizer's generator.
 */
public final class TemplateData implements AutoCloseable {
    private final FormatVersion version;
    private final Optional<EnvAnswers> source;
    private final ImageFiles images;
    private final ContainerData containers;
    private final Containers declared;
    private final DeployId deployId;
    private final ServiceCommit commit;
    private final CommitCheck commitCheck;

    /**
     * Prepares for the resources of a repo.
     *
     * @param kit the repo
     * @param environment the environment of the process, for external variables and sources of variables
     * @param deployId what identifies this deploy, if anything does
     * @param commit the commit of the service that this deploy is for, if there is one
     * @throws UserException if the source of variables that kit.yaml chooses is not known, or its options are wrong
     */
    public TemplateData(KitYaml kit, Map<String, String> environment, DeployId deployId, ServiceCommit commit) {
        this.version = kit.version();
        RepoFiles files = kit.files();
        Secrets secrets = kit.sops().secrets();
        this.source = kit.plugin()
                .map(plugin -> new EnvAnswers(
                        plugin.name(),
                        EnvSources.open(plugin, new EnvSettings(kit, plugin, files, environment)),
                        secrets));
        this.images = new ImageFiles(kit, files, YamlReader.of(version));
        this.containers =
                new ContainerData(kit, images, source, new ExternalEnv(version, environment, secrets), commit);
        this.declared = new Containers(version);
        this.deployId = deployId;
        this.commit = commit;
        this.commitCheck = new CommitCheck(version, commit);
    }

    /** Asks for no variables any more. */
    @Override
    public void close() {
        source.ifPresent(EnvAnswers::close);
    }

    /**
     * Asks for the variables of all containers at once, so that {@link #of} need not wait for one after another. A
     * question that fails is told by {@link #of}.
     *
     * @param clusters the clusters
     */
    public void ask(List<ClusterConfig> clusters) {
        source.ifPresent(it -> it.ask(clusters.stream()
                .flatMap(cluster -> cluster.namespaces().stream())
                .flatMap(config -> config.resources().entrySet().stream()
                        .flatMap(resource -> requests(config, resource.getKey(), resource.getValue())))
                .toList()));
    }

    /**
     * Makes the data of one resource.
     *
     * @param config the cluster and namespace
     * @param resource the resource
     * @return the data
     * @throws UserException if an image, an external variable or the primary container is missing, or no image is of
     *     the commit
     * @throws KitException if the source of environment variables fails
     */
    public Mapping of(NamespaceConfig config, ResourceConfig resource) {
        String name = resource.name();
        Mapping tree = resource.tree();
        Value branch = tree.truthy("branch").orElseGet(() -> branch(config, tree.origin()));
        Map<String, Value> data = new LinkedHashMap<>();
        data.put("branch", branch);
        data.put("name", Scalar.string(name, tree.origin()));
        deployId.addTo(config.vars(), data);
        Map<String, EnvRequest> requests = requests(config, name, tree);
        Map<String, Mapping> made = new LinkedHashMap<>();
        requests.forEach((key, request) -> made.put(key, containers.of(request, branch, requests.size() == 1)));
        data.putAll(made);
        Mapping seen = config.vars().with(data);
        commitCheck.check(tree, name, version.likeOriginal() ? seen.entries().values() : made.values());
        return tree.truthy("svc").map(svc -> seen.with(Map.of("svc", svc))).orElse(seen);
    }

    /** The branch of the cluster, at the place of the resource that doesn't say which. */
    static Scalar branch(NamespaceConfig config, Origin resource) {
        Scalar branch = Scalar.string(config.cluster().branch(), resource);
        boolean secret = config.metadata().get("branch").filter(Value::secret).isPresent();
        return secret ? branch.hidden() : branch;
    }

    /**
     * Tells which image files the resources use that data was made for so far.
     *
     * @return the image in each file, by cluster and by the file's path in the repo; none that nobody may read
     */
    public SortedMap<String, SortedMap<String, String>> imageFiles() {
        return images.used();
    }

    /** {@return what was odd so far, but no reason to fail, sorted by place} */
    public List<Diagnostic> warnings() {
        return Stream.concat(commit.warning().stream(), source.stream().flatMap(it -> it.warnings().stream()))
                .sorted(Diagnostic.BY_PLACE)
                .toList();
    }

    /** The questions of a resource, none if it is disabled or not as it should be: {@link #of} says so. */
    private Stream<EnvRequest> requests(NamespaceConfig config, String name, Value value) {
        try {
            ResourceConfig resource = ResourceConfig.of(name, value, version);
            return resource.disabled() ? Stream.empty() : requests(config, name, resource.tree()).values().stream();
        } catch (UserException e) {
            return Stream.empty();
        }
    }

    private Map<String, EnvRequest> requests(NamespaceConfig config, String name, Mapping resource) {
        Map<String, EnvRequest> requests = new LinkedHashMap<>();
        declared.of(name, resource)
                .forEach((key, container) -> requests.put(
                        key, new EnvRequest(config.cluster(), config.metadata(), containers.own(name, container))));
        return requests;
    }
}
