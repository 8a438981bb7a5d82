package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.problem.EnvironmentException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mock Kubernetes API server inside this process: real enough for kubectl, for server-side apply with its owners of
 * fields, and for rollouts, which its controllers play. Plain HTTP on 127.0.0.1; everyone may do everything, unless that is
 * restricted.
 */
public final class Sandbox implements AutoCloseable {
    private static final List<String> NAMESPACES = List.of("default", "kube-node-lease", "kube-public", "kube-system");

    private final Optional<Journal> journal;
    private final Access access = new Access();
    private final ControlLoop loop;
    private final Interference interference = new Interference();
    private final HttpFront front;

    private Sandbox(SandboxOptions options) {
        journal = options.state().map(Journal::open);
        try {
            Store store = new Store(
                    journal.map(Journal::objects).orElse(Map.of()),
                    journal.map(Journal::version).orElse(0L));
            journal.ifPresent(open -> store.listen(open::write));
            KindTable kinds = new KindTable();
            ObjectWriter writer = new ObjectWriter(store);
            Deletion deletion = new Deletion(store);
            loop = new ControlLoop(store, kinds);
            ControlPlane plane = new ControlPlane(store, kinds, writer, deletion, loop);
            begin(store, kinds, plane);
            interference.set(options.faults());
            ApiServer server = new ApiServer(kinds, store, writer, deletion, access);
            front = HttpFront.open(options, server, interference);
            loop.start(controllers(plane, store, kinds, options));
        } catch (RuntimeException e) {
            journal.ifPresent(Journal::close);
            throw e;
        }
    }

    /**
     * Starts a sandbox.
     *
     * @param options how it behaves
     * @return the running sandbox, to be closed by the caller
     * @throws EnvironmentException if the port or the state folder can't be used
     * @throws SandboxInUse if another process has the state
     */
    public static Sandbox start(SandboxOptions options) {
        return new Sandbox(options);
    }

    /** {@return the server's address} */
    public URI url() {
        return front.url();
    }

    /**
     * Writes a kubeconfig whose only context leads here.
     *
     * @param file the file to write, replaced if it is there; its folder is made if need be
     * @param clusterName the name of the cluster and of the context
     * @return the file
     * @throws EnvironmentException if the file can't be written
     */
    public Path writeKubeconfig(Path file, String clusterName) {
        return Kubeconfig.write(file, List.of(new Kubeconfig.Context(clusterName, "default", url())));
    }

    /** {@return the requests that were sent here, the latest 100,000 of them, in the order of arrival} */
    public List<ServedRequest> requests() {
        return front.served();
    }

    /**
     * Tells other processes that want its state that they can have it here meanwhile; without that they are refused. It
     * does nothing where no state is kept.
     */
    public void publish() {
        journal.ifPresent(open -> open.publish(url()));
    }

    /**
     * Lets other things go wrong from now on.
     *
     * @param faults what goes wrong, each by its own chance; of what happens to one request at once the first counts,
     *     and latencies add up; {@link Faults#none()} for nothing
     */
    public void inject(Faults... faults) {
        interference.set(faults);
    }

    /**
     * Lets its user do no more than rules allow, from now on.
     *
     * @param rules what is allowed
     */
    public void restrict(List<AccessRule> rules) {
        access.restrict(rules);
    }

    /** Stops the server and ends all watches; the state, if kept, stays in its folder. */
    @Override
    public void close() {
        front.close();
        loop.close();
        journal.ifPresent(Journal::close);
    }

    private static void begin(Store store, KindTable kinds, ControlPlane plane) {
        store.list("customresourcedefinitions.apiextensions.k8s.io", "")
                .objects()
                .forEach(kinds::define);
        for (String name : NAMESPACES) {
            if (plane.get("namespaces", "", name).isEmpty()) {
                ObjectNode namespace = Json.object();
                Metadata.edit(namespace).put("name", name);
                plane.create("namespaces", "", namespace);
            }
        }
    }

    private static Map<String, Controller> controllers(
            ControlPlane plane, Store store, KindTable kinds, SandboxOptions options) {
        return Map.of(
                "namespaces", new NamespaceController(plane, store),
                "persistentvolumeclaims", new ClaimController(plane),
                "customresourcedefinitions.apiextensions.k8s.io", new DefinitionController(plane, kinds, store),
                "deployments.apps", new DeploymentController(plane),
                "replicasets.apps", new ReplicaSetController(plane),
                "statefulsets.apps", new StatefulSetController(plane),
                "daemonsets.apps", new DaemonSetController(plane),
                "jobs.batch", new JobController(plane),
                "pods", new Nodes(plane, options));
    }
}
