package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.report.Result;
import io.github.kitmaven.sandbox.ApiAnswer;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.RealControlPlane;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of deploys to one cluster share, be that a sandbox or a real control plane: a namespace that exists. */
abstract class Scenario {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    final TestCluster cluster;
    final String shop = "shop-" + NAMESPACES.incrementAndGet();

    @TempDir
    Path folder;

    Scenario(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** A sandbox, and a real control plane where one is asked for. */
    static Stream<TestCluster> clusters(String name) {
        return RealControlPlane.requested()
                ? Stream.of(TestCluster.sandbox(), TestCluster.real(name))
                : Stream.of(TestCluster.sandbox());
    }

    @BeforeEach
    void makeNamespace() {
        post(
                "/api/v1/namespaces",
                "test",
                "{'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': {'name': '" + shop + "'}}");
    }

    Deployments wanting(Manifest... manifests) {
        return want(new Deployments(folder), manifests);
    }

    Deployments want(Deployments deployments, Manifest... manifests) {
        return deployments.want(
                new Desired(cluster.as("dev", shop, folder.resolve("clusters")), List.of(), List.of(manifests)));
    }

    static Map<Action, Integer> counts(Result result) {
        return result.clusters().get(0).counts();
    }

    /** Fails unless a deploy finds nothing to do. */
    static void assertSettled(Deployments deployments) {
        Map<Action, Integer> counts = counts(deployments.deploy());
        assertThat(counts).as(() -> String.join("\n", deployments.said)).containsOnlyKeys(Action.UNCHANGED);
    }

    Manifest configMap(String data) {
        return manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'settings'}, data: " + data + "}");
    }

    static Manifest deployment(String name, String image, String more) {
        return manifest("{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: '" + name + "'}, spec: {" + more
                + " selector: {matchLabels: {app: '" + name + "'}}, template: {metadata: {labels: {app: '" + name
                + "'}}, spec: {containers: [{name: 'web', image: '" + image
                + "', env: [{name: 'A', value: '1'}]}]}}}}");
    }

    String core(String rest) {
        return "/api/v1/namespaces/" + shop + "/" + rest;
    }

    String apps(String rest) {
        return "/apis/apps/v1/namespaces/" + shop + "/" + rest;
    }

    JsonNode get(String path) {
        ApiAnswer answer = cluster.server().get(path);
        assertThat(answer.code()).as(path).isEqualTo(200);
        return answer.body();
    }

    JsonNode owned(String path, String manager) {
        return cluster.server().get(path).owned(manager);
    }

    /** Creates something as another client does; single quotes stand for double ones. */
    void post(String path, String manager, String body) {
        ApiAnswer answer = cluster.server().post(path + "?fieldManager=" + manager, body.replace('\'', '"'));
        assertThat(answer.code()).as(answer::toString).isEqualTo(201);
    }

    void patch(String path, String manager, String body) {
        ApiAnswer answer = cluster.server()
                .patch(path + "?fieldManager=" + manager, TestServer.STRATEGIC, body.replace('\'', '"'));
        assertThat(answer.code()).as(answer::toString).isEqualTo(200);
    }
}
