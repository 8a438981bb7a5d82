package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;

import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A shop that is deployed twice: its second release changes most objects, leaves some as they are, leaves a field out, and
 * adds objects and a namespace; one Deployment has to be made anew.
 */
record ShopRelease(int number) {
    static final String PASSWORD = "hunter2-and-more";
    static final ShopRelease FIRST = new ShopRelease(1);
    static final ShopRelease SECOND = new ShopRelease(2);

    /** The cluster of a name whose kubeconfig is in a folder of that name. */
    static Cluster cluster(String name, Path clusters) {
        Path own = clusters.resolve(name);
        return new Cluster(
                name,
                "shop",
                "test",
                "master",
                "",
                false,
                false,
                Optional.empty(),
                own.resolve("cluster.yaml"),
                own.resolve("kubeconfig.yaml"));
    }

    /** What is wanted of a cluster. */
    Desired in(Cluster cluster) {
        List<Manifest> objects = new ArrayList<>(List.of(
                object("v1", "ConfigMap", "same", "data: {a: 'b'}"),
                object("v1", "ConfigMap", "settings", number == 1 ? "data: {a: '1', b: '1'}" : "data: {a: '2'}"),
                object(
                        "v1",
                        "Secret",
                        "login",
                        "stringData: {password: '" + PASSWORD + "', release: '" + number + "'}"),
                object("v1", "ServiceAccount", "shop", "automountServiceAccountToken: false")));
        objects.add(madeAnew());
        IntStream.rangeClosed(1, number + 1).forEach(i -> {
            objects.add(deployment("web-" + i));
            objects.add(object(
                    "v1", "Service", "web-" + i, "spec: {selector: {app: 'web-" + i + "'}, ports: [{port: 80}]}"));
        });
        List<Manifest> namespaces = new ArrayList<>(List.of(namespace("shop")));
        if (number > 1) {
            namespaces.add(namespace("shop-extra"));
            objects.add(object("v1", "ConfigMap", "settings", "data: {a: '1'}").in("shop-extra"));
        }
        return new Desired(cluster, namespaces, objects);
    }

    private Manifest deployment(String name) {
        return object("apps/v1", "Deployment", name, """
                spec: {replicas: 2, selector: {matchLabels: {app: '%1$s'}}, template: {metadata: {labels: {app: '%1$s'}},
                 spec: {containers: [{name: 'web', image: 'acme/web:%2$d', ports: [{containerPort: 80}]}]}}}""".formatted(name, number));
    }

    private Manifest madeAnew() {
        return manifest("""
                {apiVersion: 'apps/v1', kind: 'Deployment',
                 metadata: {name: 'anew', annotations: {'kit-deployer/replace': 'true'}},
                 spec: {replicas: 1, selector: {matchLabels: {app: 'anew', release: '%1$d'}},
                  template: {metadata: {labels: {app: 'anew', release: '%1$d'}},
                   spec: {containers: [{name: 'web', image: 'acme/web:%1$d'}]}}}}""".formatted(number));
    }

    private static Manifest namespace(String name) {
        return manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: '" + name + "'}}");
    }

    private static Manifest object(String apiVersion, String kind, String name, String rest) {
        return manifest("{apiVersion: '" + apiVersion + "', kind: '" + kind + "', metadata: {name: '" + name + "'}, "
                + rest + "}");
    }
}
