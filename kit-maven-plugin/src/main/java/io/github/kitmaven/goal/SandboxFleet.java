package io.github.kitmaven.goal;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sandbox.AnsweredRequest;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.FolderLock;
import io.github.kitmaven.sandbox.Kubeconfig;
import io.github.kitmaven.sandbox.Kubeconfig.Context;
import io.github.kitmaven.sandbox.Sandbox;
import io.github.kitmaven.sandbox.SandboxInUse;
import io.github.kitmaven.sandbox.SandboxOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The sandboxes that {@code kit:sandbox} runs, one for each cluster, and what leads others to them. */
final class SandboxFleet implements AutoCloseable {
    private final SandboxFolder folder;
    private final FolderLock lock;
    private final Map<String, Sandbox> sandboxes = new LinkedHashMap<>();
    private final List<Context> contexts = new ArrayList<>();

    private SandboxFleet(SandboxFolder folder) {
        this.folder = folder;
        this.lock = lock(folder);
    }

    /**
     * Starts a sandbox for each cluster.
     *
     * @param clusters the clusters
     * @param folder where they keep what they need
     * @param port the port of the first, those of the others follow; 0 for those of the last time, or any free ones
     * @param audience hears of each request, with the name of the cluster
     */
    static SandboxFleet start(
            List<Cluster> clusters, SandboxFolder folder, int port, BiConsumer<String, AnsweredRequest> audience) {
        SandboxFleet fleet = new SandboxFleet(folder);
        try {
            for (int i = 0; i < clusters.size(); i++) {
                fleet.start(clusters.get(i), port == 0 ? 0 : port + i, audience);
            }
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** Writes the kubeconfigs, and then lets others in: whoever wants one of these clusters finds it here. */
    void publish() {
        contexts.forEach(context -> Kubeconfig.write(folder.kubeconfig(context.name()), List.of(context)));
        Kubeconfig.write(folder.allContexts(), contexts);
        sandboxes.values().forEach(Sandbox::publish);
    }

    /** Lets other things go wrong from now on. */
    void inject(SandboxFaults faults, Faults always) {
        sandboxes.forEach((name, sandbox) -> {
            List<Faults> all = new ArrayList<>(List.of(faults.of(name)));
            all.add(always);
            sandbox.inject(all.toArray(Faults[]::new));
        });
    }

    Set<String> names() {
        return sandboxes.keySet();
    }

    List<Context> contexts() {
        return List.copyOf(contexts);
    }

    @Override
    public void close() {
        sandboxes.values().forEach(Sandbox::close);
        lock.close();
    }

    private void start(Cluster cluster, int port, BiConsumer<String, AnsweredRequest> audience) {
        String name = cluster.name();
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults()
                .withState(folder.state(name))
                .withPort(port)
                .withAudience(answered -> audience.accept(name, answered)));
        sandboxes.put(name, sandbox);
        String namespace = Optional.of(cluster.namespace())
                .filter(given -> !given.isEmpty())
                .orElse("default");
        contexts.add(new Context(name, namespace, sandbox.url()));
    }

    private static FolderLock lock(SandboxFolder folder) {
        try {
            return FolderLock.take(folder.kubeconfigs());
        } catch (SandboxInUse e) {
            throw new UserException(Diagnostic.of(
                    "kit:sandbox runs for this repo already"
                            + e.pid().map(pid -> ", as process " + pid).orElse(""),
                    "Use that one by " + folder.allContexts() + ", or stop it first"));
        }
    }
}
