package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the data of one container: its own values, those of the source of environment variables, its environment, and
 * its image.
 */
final class ContainerData {
    private final LayerMerge layerMerge;
    private final ImageFiles images;
    private final Optional<EnvAnswers> source;
    private final ExternalEnv external;
    private final ServiceCommit commit;
    private final Optional<ImageByCommit> imageByCommit;

    ContainerData(
            KitYaml kit, ImageFiles images, Optional<EnvAnswers> source, ExternalEnv external, ServiceCommit commit) {
        this.layerMerge = new LayerMerge(kit.version());
        this.images = images;
        this.source = source;
        this.external = external;
        this.commit = commit;
        this.imageByCommit = commit.imageName(kit);
    }

    /** Adds to a container's own values its names and the service's commit, as sources see them. */
    Mapping own(String resource, Mapping container) {
        Value resourceName = Scalar.string(resource, container.origin());
        return container.with(Map.of(
                "name",
                container.truthy("name").orElse(resourceName),
                "resourceName",
                resourceName,
                "gitRef",
                commit.gitRef()));
    }

    /** Makes a container's data of its own values; {@code alone} tells whether the resource has no other container. */
    Mapping of(EnvRequest request, Value resourceBranch, boolean alone) {
        Mapping own = request.container();
        Mapping data = source.map(it -> layerMerge.merge(own, it.of(request))).orElse(own);
        Mapping withEnv = own.truthy(EnvList.KEY).map(env -> withEnv(data, env)).orElse(data);
        Optional<Value> repository = own.truthy("image_tag");
        return withEnv.truthy("image").isPresent() || repository.isEmpty()
                ? withEnv
                : withEnv.with(Map.of(
                        "image",
                        image(
                                request,
                                repository.get(),
                                withEnv.truthy("branch").orElse(resourceBranch),
                                alone)));
    }

    /** The variables of the cluster files win over those of the source. */
    private Mapping withEnv(Mapping data, Value env) {
        Sequence filled = external.fill(env);
        Sequence merged = data.get(EnvList.KEY)
                .filter(Sequence.class::isInstance)
                .map(lower -> EnvList.merge((Sequence) lower, filled))
                .orElse(filled);
        return data.with(Map.of(EnvList.KEY, merged));
    }

    /** The image of the commit, for a primary container where that is wanted, or else that of the branch. */
    private Value image(EnvRequest request, Value repository, Value branch, boolean alone) {
        if (imageByCommit.isPresent() && (alone || primary(request.container()))) {
            return imageByCommit.get().image(repository, branch, commit.hash());
        }
        return images.find(request.cluster().name(), repository, branch);
    }

    private static boolean primary(Mapping container) {
        return container
                .get("primary")
                .orElseThrow(() -> new UserException(Diagnostic.at(
                        container.origin(),
                        "It is not said whether this container is the primary one, which gets the image of kit.commit",
                        "Set primary: true or primary: false")))
                .truthy();
    }
}
