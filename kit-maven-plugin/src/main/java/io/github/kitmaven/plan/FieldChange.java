package io.github.kitmaven.plan;

import java.util.List;
import java.util.Optional;

/**
 * One field that a deploy would change. Values of Secrets are masked already.
 *
 * @param path the field, such as {@code spec.template.spec.containers[web].image}
 * @param before the value in the cluster, as JSON or a plain string; empty where the field is new
 * @param after the value wanted; empty where the field goes
 * @param owners the managers other than kit that own the field as it is in the cluster
 */
public record FieldChange(String path, Optional<String> before, Optional<String> after, List<String> owners) {

    /**
     * A change of a field that nobody but kit owns.
     *
     * @param path the field
     * @param before the value in the cluster
     * @param after the value wanted
     */
    public FieldChange(String path, Optional<String> before, Optional<String> after) {
        this(path, before, after, List.of());
    }

    boolean byHand() {
        return owners.stream().anyMatch(Conflict::byHand);
    }
}
