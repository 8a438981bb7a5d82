package io.github.kitmaven.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the data of one container: its own values, those of its environment file, its environment, and its image. */
final class ContainerData {
    private final LayerMerge layerMerge;
    private final ImageFiles images;
    private final EnvFiles envFiles;
    private final ExternalEnv external;

    ContainerData(LayerMerge layerMerge, ImageFiles images, EnvFiles envFiles, ExternalEnv external) {
        this.layerMerge = layerMerge;
        this.images = images;
        this.envFiles = envFiles;
        this.external = external;
    }

    Mapping of(String cluster, String resource, Value resourceBranch, Mapping container) {
        Map<String, Value> given = new LinkedHashMap<>();
        Value name = container.truthy("name").orElseGet(() -> Scalar.string(resource, container.origin()));
        given.put("name", name);
        given.put("resourceName", Scalar.string(resource, container.origin()));
        Mapping own = container.with(given);
        Mapping data = envFiles.of(name, cluster)
                .map(values -> layerMerge.merge(own, values))
                .orElse(own);
        Mapping withEnv = own.truthy(EnvList.KEY).map(env -> withEnv(data, env)).orElse(data);
        return withImage(withEnv, own.truthy("image_tag"), resourceBranch);
    }

    /** The variables of the cluster files win over those of the environment file. */
    private Mapping withEnv(Mapping data, Value env) {
        Sequence filled = external.fill(env);
        Sequence merged = data.get(EnvList.KEY)
                .filter(Sequence.class::isInstance)
                .map(lower -> EnvList.merge((Sequence) lower, filled))
                .orElse(filled);
        return data.with(Map.of(EnvList.KEY, merged));
    }

    /** A given image wins; else the image file of the branch decides, if there is an image_tag. */
    private Mapping withImage(Mapping data, Optional<Value> repository, Value resourceBranch) {
        if (data.truthy("image").isPresent() || repository.isEmpty()) {
            return data;
        }
        Value branch = data.truthy("branch").orElse(resourceBranch);
        Value image = images.find(
                repository.get().text(), branch.text(), repository.get().origin());
        return data.with(Map.of("image", image));
    }
}
