package io.github.kitmaven.goal;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Shelf;
import io.github.kitmaven.render.Manifests;
import io.github.kitmaven.render.RenderedCluster;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the repo wants of one cluster.
 *
 * @param cluster the cluster
 * @param namespaces the namespaces to make where they are missing
 * @param manifests all other objects, as rendered
 * @param whole whether that is all that the repo has for it; it is not where a resource failed to render and was allowed to
 * @param shelf where the trees of all these objects are, if they are put away
 */
public record Desired(
        Cluster cluster, List<Manifest> namespaces, List<Manifest> manifests, boolean whole, Optional<Shelf> shelf) {

    /**
     * All that was rendered for a cluster.
     *
     * @param cluster the cluster
     * @param namespaces the namespaces to make where they are missing
     * @param manifests all other objects, as rendered
     * @param whole whether that is all that the repo has for it
     */
    public Desired(Cluster cluster, List<Manifest> namespaces, List<Manifest> manifests, boolean whole) {
        this(cluster, namespaces, manifests, whole, Optional.empty());
    }

    /**
     * All that the repo has for a cluster.
     *
     * @param cluster the cluster
     * @param namespaces the namespaces to make where they are missing
     * @param manifests all other objects, as rendered
     */
    public Desired(Cluster cluster, List<Manifest> namespaces, List<Manifest> manifests) {
        this(cluster, namespaces, manifests, true);
    }

    /**
     * What was rendered for a cluster.
     *
     * @param rendered the cluster with its files
     * @return its objects
     * @throws io.github.kitmaven.problem.UserException if a file is not sound YAML, or an object lacks what each must have
     */
    static Desired of(RenderedCluster rendered) {
        List<Manifest> first = rendered.namespaces();
        Stream<Manifest> others = Stream.concat(
                first.stream().filter(manifest -> !manifest.key().isNamespace()), Manifests.of(rendered).stream());
        return new Desired(
                rendered.cluster(),
                first.stream().filter(manifest -> manifest.key().isNamespace()).toList(),
                others.toList(),
                rendered.failures().isEmpty());
    }

    /** {@return what one resource wants of the cluster, which may not fail} */
    Desired only(String resource) {
        return new Desired(
                cluster.withoutFailure(),
                List.of(),
                manifests.stream()
                        .filter(manifest -> manifest.resource().equals(resource))
                        .toList(),
                whole,
                shelf);
    }

    /** {@return the same, wanted of a sandbox in the cluster's place} */
    public Desired inSandbox() {
        return new Desired(cluster.asSandbox(), namespaces, manifests, whole, shelf);
    }

    /** {@return the same, with its objects put away until its cluster has its turn} */
    Desired shelved() {
        Shelf full = Shelf.of(Stream.concat(namespaces.stream(), manifests.stream())
                .map(Manifest::tree)
                .toList());
        return new Desired(
                cluster,
                IntStream.range(0, namespaces.size())
                        .mapToObj(i -> namespaces.get(i).shelved(full.at(i)))
                        .toList(),
                IntStream.range(0, manifests.size())
                        .mapToObj(i -> manifests.get(i).shelved(full.at(namespaces.size() + i)))
                        .toList(),
                whole,
                Optional.of(full));
    }

    /** Does some work with its objects at hand. */
    <T> T opened(Supplier<T> work) {
        return shelf.isPresent() ? shelf.get().opened(work) : work.get();
    }
}
