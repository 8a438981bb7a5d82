package io.github.kitmaven.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How clusters stand to the repo. It holds no secret: values of objects are not in it.
 *
 * @param startedAt when it was looked
 * @param commit the commit of the deployments repo that they are compared with; empty outside a git repository
 * @param clusters each cluster, in the order of their names
 */
public record FleetStatus(Instant startedAt, Optional<String> commit, List<OfCluster> clusters) {

    /** How something stands to the repo, best first. */
    public enum State {
        /** As the repo wants it, and healthy. */
        IN_STEP,
        /** The cluster could not be asked, or has a newer commit than is looked at here. */
        UNKNOWN,
        /** As an earlier commit wanted it; or not deployed yet. */
        BEHIND,
        /** Somebody changed it, or deleted it. */
        DRIFTED,
        /** As wanted or not: it does not work. */
        UNHEALTHY;

        /** {@return the state as reports name it, such as {@code in step}} */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One cluster.
     *
     * @param name its name
     * @param commit the newest commit that was deployed to it; empty where that is not known
     * @param resources its resources, by name
     * @param leftovers what it has and the repo no longer has, as {@code ConfigMap shop/old}
     */
    public record OfCluster(String name, Optional<String> commit, List<OfResource> resources, List<String> leftovers) {}

    /**
     * One resource of the repo in one cluster.
     *
     * @param name its name
     * @param state how the worst of its objects stands
     * @param images the images that it runs there
     * @param wanted the images that the repo wants
     * @param reasons why it is not in step, one reason for each object
     */
    public record OfResource(
            String name, State state, List<String> images, List<String> wanted, List<String> reasons) {}

    /** {@return whether all is as the repo wants it, and healthy} */
    public boolean inStep() {
        return clusters.stream()
                .flatMap(cluster -> cluster.resources().stream())
                .allMatch(resource -> resource.state() == State.IN_STEP);
    }

    /** {@return how many resources, of all clusters, are in step} */
    public int countInStep() {
        return (int) clusters.stream()
                .flatMap(cluster -> cluster.resources().stream())
                .filter(resource -> resource.state() == State.IN_STEP)
                .count();
    }

    /** {@return how many resources there are, of all clusters} */
    public int count() {
        return clusters.stream().mapToInt(cluster -> cluster.resources().size()).sum();
    }
}
