package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Sequence;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.validate.Unset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the external variables that are not set here, for a check must not need them. */
final class UnsetVariables {
    private final Map<String, String> environment;

    private UnsetVariables(Map<String, String> environment) {
        this.environment = new HashMap<>(environment);
    }

    /** The environment, with a stand-in for every external variable of the clusters that it lacks. */
    static Map<String, String> fill(Map<String, String> environment, List<ClusterConfig> clusters) {
        UnsetVariables unset = new UnsetVariables(environment);
        clusters.stream()
                .flatMap(cluster -> cluster.namespaces().stream())
                .flatMap(namespace -> namespace.resources().values().stream())
                .forEach(unset::fill);
        return Map.copyOf(unset.environment);
    }

    private void fill(Value value) {
        if (value instanceof Sequence list) {
            list.elements().forEach(this::fill);
        } else if (value instanceof Mapping map) {
            if (map.truthy("external").isPresent()) {
                String name = map.get("name").map(Value::text).orElse("");
                environment.merge(name, Unset.VALUE, (set, unset) -> set.isEmpty() ? unset : set);
            }
            map.entries().values().forEach(this::fill);
        }
    }
}
