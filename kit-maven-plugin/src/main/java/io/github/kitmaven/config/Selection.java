package io.github.kitmaven.config;

import io.github.kitmaven.model.Shard;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;

/**
 * The part of the repo that the user asks for.
 *
 * @param clusters cluster names
 * @param types cluster types
 * @param resources resource names
 * @param shard which of the clusters so chosen that are not disabled; empty for all of them
 */
public record Selection(NameFilter clusters, NameFilter types, NameFilter resources, Optional<Shard> shard) {

    /**
     * Makes a selection.
     *
     * @param clusters cluster names
     * @param types cluster types
     * @param resources resource names
     * @param shard which of the clusters so chosen
     * @throws UserException if both names and types of clusters are given
     */
    public Selection {
        if (!clusters.isOpen() && !types.isOpen()) {
            throw new UserException(Diagnostic.of(
                    "-D" + clusters.property() + " and -D" + types.property() + " exclude each other",
                    "Choose clusters by name or by type"));
        }
    }

    /**
     * Makes a selection of all shards.
     *
     * @param clusters cluster names
     * @param types cluster types
     * @param resources resource names
     * @throws UserException if both names and types of clusters are given
     */
    public Selection(NameFilter clusters, NameFilter types, NameFilter resources) {
        this(clusters, types, resources, Optional.empty());
    }

    /**
     * Reads a selection from the properties that hold it.
     *
     * @param clusters the value of {@code kit.clusters}; empty for all
     * @param types the value of {@code kit.type}; empty for all
     * @param resources the value of {@code kit.resources}; empty for all
     * @return the selection
     * @throws UserException if both names and types of clusters are given
     */
    public static Selection of(String clusters, String types, String resources) {
        return new Selection(
                NameFilter.of("kit.clusters", clusters),
                NameFilter.of("kit.type", types),
                NameFilter.of("kit.resources", resources));
    }

    /**
     * Chooses a shard.
     *
     * @param one the shard; empty for all
     * @return the same of that shard
     */
    public Selection of(Optional<Shard> one) {
        return new Selection(clusters, types, resources, one);
    }

    /** {@return whether all clusters are asked for} */
    public boolean allClusters() {
        return clusters.isOpen() && types.isOpen() && shard.isEmpty();
    }
}
