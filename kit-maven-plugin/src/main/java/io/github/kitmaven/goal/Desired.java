package io.github.kitmaven.goal;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.Manifests;
import io.github.kitmaven.render.RenderedCluster;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the repo wants of one cluster.
 *
 * @param cluster the cluster
 * @param namespaces the namespaces to make where they are missing
 * @param manifests all other objects, as rendered
 * @param whole whether that is all that the repo has for it; it is not where a resource failed to render and was allowed to
 */
public record Desired(Cluster cluster, List<Manifest> namespaces, List<Manifest> manifests, boolean whole) {

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
     * @param secrets values that must not be shown
     * @return its objects
     * @throws UserException if a file is not sound YAML, or an object lacks what each must have; shows none of the secrets
     */
    static Desired of(RenderedCluster rendered, Secrets secrets) {
        List<Manifest> first = rendered.namespaces();
        Stream<Manifest> others = Stream.concat(
                first.stream().filter(manifest -> !manifest.key().isNamespace()),
                manifests(rendered, secrets).stream());
        return new Desired(
                rendered.cluster(),
                first.stream().filter(manifest -> manifest.key().isNamespace()).toList(),
                others.toList(),
                rendered.failures().isEmpty());
    }

    /** What is wrong with a file may quote it, and a library's exception does: so the cause is left out. */
    private static List<Manifest> manifests(RenderedCluster rendered, Secrets secrets) {
        try {
            return Manifests.of(rendered);
        } catch (UserException e) {
            throw new UserException(e.diagnostics().stream()
                    .map(shown -> shown.origin()
                            .filter(place -> holdsSecret(rendered, place, secrets))
                            .map(place -> Diagnostic.at(
                                    place,
                                    "This is no sound manifest once its secret values are filled in",
                                    "Quote the value in the template, or correct it"))
                            .orElse(shown))
                    .toList());
        }
    }

    private static boolean holdsSecret(RenderedCluster rendered, Origin source, Secrets secrets) {
        Origin place = source.rendered().orElse(source);
        return rendered.files().stream()
                .filter(file -> place.file().equals(rendered.cluster().name() + "/" + file.name()))
                .flatMap(file -> file.text().lines().skip(Math.max(0, place.line() - 1)))
                .findFirst()
                .filter(secrets::in)
                .isPresent();
    }

    /** {@return the same, wanted of a sandbox in the cluster's place} */
    public Desired inSandbox() {
        return new Desired(cluster.asSandbox(), namespaces, manifests, whole);
    }
}
