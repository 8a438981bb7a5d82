package io.github.kitmaven.goal;

import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.Diagnostic;

/** What kit must be allowed to do for its own sake, beside the objects that it deploys. */
final class Rights {
    static final String CONFIG_MAPS = "{apiGroups: [\"\"], resources: [configmaps], verbs: [get, create, update]}";
    static final String LEASES =
            "{apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, create, update]}";
    private static final ResourceType NAMESPACES = new ResourceType("v1", "Namespace", "namespaces", false);

    private Rights() {}

    static Diagnostic missing(Cluster cluster, String what, String words, String rule, String otherwise) {
        return Diagnostic.of(
                "Cluster " + cluster.name() + " does not let the deployer's user use " + what + " (403): " + words,
                "Add to the rules of its Role: " + rule + otherwise);
    }

    /** Whether a namespace is there; one that may not be looked at is taken to be. */
    static boolean namespaceExists(ClusterClient client, String namespace) {
        try {
            return client.get(NAMESPACES, "", namespace).isPresent();
        } catch (ApiException e) {
            return true;
        }
    }
}
