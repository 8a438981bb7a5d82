package io.github.kitmaven.plan;

import java.util.Optional;

/**
 * One field that a deploy would change. Values of Secrets are masked already.
 *
 * @param path the field, such as {@code spec.template.spec.containers[web].image}
 * @param before the value in the cluster, as JSON or a plain string; empty where the field is new
 * @param after the value wanted; empty where the field goes
 */
public record FieldChange(String path, Optional<String> before, Optional<String> after) {}
