package io.github.kitmaven.testing;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.sandbox.AccessRule;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.Sandbox;
import io.github.kitmaven.sandbox.SandboxOptions;
import io.github.kitmaven.sandbox.ServedRequest;
import io.github.kitmaven.sandbox.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A cluster to deploy to: a sandbox, or a real control plane. */
public final class TestCluster implements AutoCloseable {
    private final TestServer server;
    private final Path kubeconfig;
    private final Supplier<List<ServedRequest>> requests;
    private final Optional<Sandbox> sandbox;
    private final String name;

    private TestCluster(
            String name,
            TestServer server,
            Path kubeconfig,
            Supplier<List<ServedRequest>> requests,
            Optional<Sandbox> sandbox) {
        this.name = name;
        this.server = server;
        this.kubeconfig = kubeconfig;
        this.requests = requests;
        this.sandbox = sandbox;
    }

    /** A sandbox in memory, whose pods are quick. */
    public static TestCluster sandbox() {
        Sandbox sandbox =
                Sandbox.start(SandboxOptions.defaults().withPodDelays(Duration.ofMillis(20), Duration.ofSeconds(10)));
        try {
            Path file = Files.createTempFile("sandbox", ".yaml");
            return new TestCluster(
                    "sandbox",
                    TestServer.of(sandbox),
                    sandbox.writeKubeconfig(file, "any"),
                    sandbox::requests,
                    Optional.of(sandbox));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A real control plane of its own. */
    public static TestCluster real(String name) {
        RealControlPlane plane = RealControlPlane.start(name);
        return new TestCluster(
                "real control plane", TestServer.of(plane), plane.kubeconfig(), List::of, Optional.empty());
    }

    /** To change things behind kit's back, and to look. */
    public TestServer server() {
        return server;
    }

    /**
     * Describes the cluster as {@link #as} does, but for a user who may do only what rules allow: of a sandbox the only
     * user, until that is lifted; of a real control plane a service account of its own.
     */
    public Cluster restricted(String clusterName, String namespace, Path clusters, AccessRule... rules) {
        Cluster described = as(clusterName, namespace, clusters);
        if (sandbox.isPresent()) {
            sandbox.get().restrict(List.of(rules));
            return described;
        }
        try {
            String text = Files.readString(described.kubeconfig());
            String token = new ServiceAccountUser(server, "deployer-of-" + namespace)
                    .allow(rules)
                    .token();
            Files.writeString(described.kubeconfig(), text.replaceAll("token: [0-9a-f]+", "token: " + token));
            return described;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Disturbs the requests to a sandbox. */
    public void inject(Faults faults) {
        sandbox.ifPresent(it -> it.inject(faults));
    }

    /** Lets the only user of a sandbox do everything again. */
    public void lift() {
        Set<String> all = Set.of("*");
        sandbox.ifPresent(it -> it.restrict(List.of(new AccessRule(all, all, all, "*"))));
    }

    /**
     * The requests that write objects and were not dry runs, as {@code PATCH /path}; of a sandbox only. The Lease and the
     * inventory of a run are left out.
     */
    public List<String> writes() {
        return requests.get().stream()
                .filter(request -> !request.method().equals("GET") && !request.dryRun())
                .filter(request -> !request.path().contains("/selfsubject")) // those only ask
                .map(request -> request.method() + " " + request.path())
                .filter(request -> !request.endsWith("/leases") && !request.endsWith("/leases/kit-deploy"))
                .filter(request -> !request.endsWith("/configmaps") && !request.endsWith("/configmaps/kit"))
                .toList();
    }

    /** All requests so far, of a sandbox only. */
    public List<ServedRequest> requests() {
        return requests.get();
    }

    /** Describes the cluster under a name, with its kubeconfig in a folder of that name. */
    public Cluster as(String clusterName, String namespace, Path clusters) {
        try {
            Path folder = Files.createDirectories(clusters.resolve(clusterName));
            String text = Files.readString(kubeconfig).replaceAll("metadata: .*\n", "");
            Files.writeString(folder.resolve("kubeconfig.yaml"), text);
            return new Cluster(
                    clusterName,
                    namespace,
                    "test",
                    "master",
                    "",
                    false,
                    false,
                    Optional.empty(),
                    folder.resolve("cluster.yaml"),
                    folder.resolve("kubeconfig.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies its kubeconfig. */
    public Path kubeconfig(Path to) {
        try {
            return Files.copy(kubeconfig, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
