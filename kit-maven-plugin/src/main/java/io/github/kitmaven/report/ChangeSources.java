package io.github.kitmaven.report;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.FieldChange;
import java.util.List;
import java.util.Map;

/** Tells what in the repo decides on the fields that change. */
@FunctionalInterface
public interface ChangeSources {
    /** Knows nothing. */
    ChangeSources NONE = cluster -> Map.of();

    /**
     * Looks for the sources of all fields that change in a cluster.
     *
     * @param cluster the cluster
     * @return the sources by field; a field of which nothing is known is left out
     */
    Map<Field, List<SourceReport>> of(ClusterResult cluster);

    /**
     * A field that changes.
     *
     * @param object the object, as its origin in the rendered manifests tells it
     * @param path the field
     */
    record Field(String object, String path) {

        /**
         * Names a field.
         *
         * @param object the object
         * @param change the change of its field
         * @return the field
         */
        public static Field of(Manifest object, FieldChange change) {
            return new Field(object.origin().rendered().map(Origin::toString).orElse(""), change.path());
        }
    }
}
