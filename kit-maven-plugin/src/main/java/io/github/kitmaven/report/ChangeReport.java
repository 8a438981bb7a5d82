package io.github.kitmaven.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A field that changes. Values of Secrets are masked.
 *
 * @param path the field, such as {@code spec.template.spec.containers[web].image}
 * @param before the value in the cluster; empty where the field is new
 * @param after the value wanted; empty where the field goes
 * @param owners the managers other than kit that own the field as it is in the cluster
 * @param sources what in the repo decides on the value, the template's line first
 */
public record ChangeReport(
        String path,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> before,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> after,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> owners,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SourceReport> sources) {}
