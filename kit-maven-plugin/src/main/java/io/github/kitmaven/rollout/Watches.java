package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.Watch;
import io.github.kitmaven.cluster.ClusterClient.WatchListener;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.UnreachableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The watches of a rollout: one per type and namespace. */
final class Watches implements AutoCloseable {
    private static final Set<String> RUNS_PODS = Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job");

    private final ClusterClient client;
    private final Consumer<Sighting> heard;
    private final List<Watch> open = new ArrayList<>();
    private final Set<String> eventful = new HashSet<>();

    Watches(ClusterClient client, Consumer<Sighting> heard) {
        this.client = client;
        this.heard = heard;
    }

    /** Whether events and pods tell more of an object than it does itself. */
    static boolean runsPods(RolloutTarget target) {
        return RUNS_PODS.contains(target.key().kind());
    }

    /** Follows objects and, where they are asked for, the pods behind them. */
    void follow(Collection<RolloutTarget> targets, boolean withPods) {
        Set<Scope> scopes = new LinkedHashSet<>();
        targets.forEach(target -> scopes.add(Scope.of(target)));
        if (withPods) {
            List<RolloutTarget> workloads =
                    targets.stream().filter(Watches::runsPods).toList();
            List<RolloutTarget> deployments = workloads.stream()
                    .filter(target -> target.key().kind().equals("Deployment"))
                    .toList();
            scopes.addAll(behind(workloads, "v1", "Pod"));
            scopes.addAll(behind(deployments, "apps/v1", "ReplicaSet"));
        }
        scopes.forEach(scope -> open.add(client.watch(scope.type(), scope.namespace(), new Listener(scope))));
    }

    /** Follows the warnings of a namespace, once. */
    void followEvents(String namespace) {
        if (eventful.add(namespace)) {
            open.add(client.watchWarnings(namespace, new Listener(Scope.ofEvents(namespace))));
        }
    }

    private List<Scope> behind(List<RolloutTarget> targets, String apiVersion, String kind) {
        Optional<ResourceType> type = Optional.empty();
        try {
            type = targets.isEmpty() ? type : client.type(apiVersion, kind);
        } catch (ApiException | UnreachableException e) {
            return List.of(); // the targets' own watches meet the same fault, and tell it
        }
        return type.stream()
                .flatMap(found -> targets.stream()
                        .map(target -> new Scope(found, target.key().namespace())))
                .toList();
    }

    @Override
    public void close() {
        open.forEach(Watch::close);
    }

    private final class Listener implements WatchListener {
        private final Scope scope;

        private Listener(Scope scope) {
            this.scope = scope;
        }

        @Override
        public void changed(ObjectNode object) {
            heard.accept(new Sighting.Seen(scope, object));
        }

        @Override
        public void deleted(ObjectNode object) {
            heard.accept(new Sighting.Gone(scope, object));
        }

        @Override
        public void synced() {
            heard.accept(new Sighting.Synced(scope));
        }

        @Override
        public void lost(RuntimeException cause) {
            heard.accept(new Sighting.Lost(scope, cause));
        }
    }
}
