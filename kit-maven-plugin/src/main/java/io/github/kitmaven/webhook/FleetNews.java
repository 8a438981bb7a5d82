package io.github.kitmaven.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The clusters of the repo, and what is new of them.
 *
 * @param since the commit that it is compared with; empty where that is not known, and nothing can be called new or gone
 * @param clusters all there are, in the order of their names
 * @param added the names of those that came
 * @param changed the names of those that are there still, but described another way
 * @param removed the names of those that went
 */
public record FleetNews(
        Optional<String> since, List<Member> clusters, List<String> added, List<String> changed, List<String> removed) {

    /**
     * Keeps its own copies.
     *
     * @param since the commit that it is compared with
     * @param clusters all there are
     * @param added those that came
     * @param changed those that changed
     * @param removed those that went
     */
    public FleetNews {
        clusters = List.copyOf(clusters);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** {@return whether anything is new} */
    public boolean isNews() {
        return !added.isEmpty() || !changed.isEmpty() || !removed.isEmpty();
    }

    /**
     * A cluster as its files describe it.
     *
     * @param name its name
     * @param type its type; may be empty
     * @param environment its environment; may be empty
     * @param branch its branch; may be empty
     * @param namespaces the namespaces that it sets apart, or else the one of its objects, if one is named
     * @param disabled whether nothing is deployed to it
     */
    public record Member(
            String name,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String type,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String environment,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String branch,
            List<String> namespaces,
            boolean disabled) {

        /**
         * Keeps its own copy.
         *
         * @param name its name
         * @param type its type
         * @param environment its environment
         * @param branch its branch
         * @param namespaces its namespaces
         * @param disabled whether nothing is deployed to it
         */
        public Member {
            namespaces = List.copyOf(namespaces);
        }
    }
}
