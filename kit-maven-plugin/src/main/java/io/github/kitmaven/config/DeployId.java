package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Map;

/**
 * What identifies a deploy in the names and labels of its objects, as {@code deployment.id} and
 * {@code deployment.fastRollback} of a template's data.
 *
 * @param id the id; empty for none
 * @param fastRollback whether the deploy keeps its predecessors in reserve
 */
public record DeployId(String id, boolean fastRollback) {
    /** No deploy id. */
    public static final DeployId NONE = new DeployId("", false);

    /**
     * Makes a deploy id.
     *
     * @param id the id; empty for none
     * @param fastRollback whether the deploy keeps its predecessors in reserve
     * @throws UserException if fast rollback is wanted without an id
     */
    public DeployId {
        if (fastRollback && id.isEmpty()) {
            throw new UserException(
                    Diagnostic.of("-Dkit.fastRollback needs an id for each deploy", "Set -Dkit.deployId too"));
        }
    }

    /** Adds the id to a template's data, beside what the var files say of {@code deployment}. */
    void addTo(Mapping vars, Map<String, Value> data) {
        if (id.isEmpty()) {
            return;
        }
        Origin origin = Origin.of("-Dkit.deployId");
        Mapping deployment = vars.get("deployment")
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .orElseGet(() -> new Mapping(Map.of(), origin, List.of()));
        data.put(
                "deployment",
                deployment
                        .with(Map.of("id", Scalar.string(id, origin)))
                        .with(Map.of("fastRollback", Scalar.bool(fastRollback, origin))));
    }
}
