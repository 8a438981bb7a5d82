package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.testing.HookServer;
import io.github.kitmaven.testing.TestCluster;
import io.github.kitmaven.webhook.Credential;
import io.github.kitmaven.webhook.FleetNews;
import io.github.kitmaven.webhook.Format;
import io.github.kitmaven.webhook.RunFacts;
import io.github.kitmaven.webhook.Topic;
import io.github.kitmaven.webhook.Webhook;
import io.github.kitmaven.webhook.Webhooks;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploys to a sandbox that tell webhooks. */
class WebhooksDeployTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final TestCluster cluster = TestCluster.sandbox();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private HookServer server;
    private Deployments deployments;

    @BeforeEach
    void start() throws IOException {
        server = HookServer.start();
        deployments = new Deployments(folder);
    }

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    @Test
    void eachNameIsToldOfWhenItBeginsAndWhenAllIsDone() {
        deployments.outputs = List.of(webhooks(LONG, server.url("/hooks")));
        deployments.want(desired(web("acme/web:1"))).deploy();

        assertThat(server.paths()).contains("/hooks/public", "/hooks/shop").doesNotContain("/hooks/web");
        assertThat(server.received().stream()
                        .filter(it -> it.path().equals("/hooks/public"))
                        .map(HookServer.Received::body))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"phase\":\"STARTED\",\"status\":\"IN_PROGRESS\""),
                        last -> assertThat(last)
                                .contains("\"phase\":\"COMPLETED\",\"status\":\"SUCCESS\"", "\"percent\":1"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aDeployGoesOnWhileAReceiverHoldsItsFirstMessage() {
        server.holding();
        List<Boolean> held = new ArrayList<>();
        RunListener watching = new RunListener() {
            @Override
            public void deployed(ClusterResult done) {
                while (server.received().isEmpty()) {
                    Thread.onSpinWait(); // until the message has come, which nothing in the deploy waits for
                }
                held.add(server.holds());
            }
        };
        deployments.outputs = List.of(watching, webhooks(Duration.ofMillis(1), server.url("/hooks")));
        assertThat(deployments.want(desired(web("acme/web:1"))).deploy().successful())
                .isTrue();

        assertThat(held).containsExactly(true);
        assertThat(server.holds()).isTrue();
        assertThat(deployments.said).anyMatch(line -> line.startsWith("Deployed 1 of 1 cluster"));
        assertThat(warnings).hasSize(1).first().asString().contains("4 of 4 notifications did not reach the webhook");
    }

    @Test
    void aDeadReceiverHarmsNoOtherAndNotTheDeploy() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        deployments.outputs = List.of(webhooks(
                Duration.ofSeconds(2), URI.create("http://127.0.0.1:" + port + "/dead/t0ken"), server.url("/hooks")));
        assertThat(deployments.want(desired(web("acme/web:1"))).deploy().successful())
                .isTrue();

        assertThat(server.paths()).hasSize(4);
        assertThat(warnings)
                .hasSize(1)
                .first()
                .asString()
                .contains("http://127.0.0.1:" + port + "/***; what came back last: ConnectException")
                .doesNotContain("t0ken");
    }

    @Test
    void noFormatTellsASecret() {
        Manifest secret = manifest("""
                {apiVersion: 'v1', kind: 'Secret', metadata: {name: 's', namespace: 'shop',
                  annotations: {'kit-deployer/alias-name': 'hunter-2-alias'}},
                 stringData: {password: 'exits with 1'}}""");
        deployments.sops.secrets().add("hunter-2-alias");
        deployments.outputs = Stream.of(Format.values())
                .<RunListener>map(format -> webhooks(LONG, List.of(hook(server.url("/" + format.label()), format))))
                .toList();
        deployments.want(desired(web("crash:1"), secret)).failure();

        assertThat(server.paths()).anyMatch(it -> it.startsWith("/kit-v1")).contains("/slack", "/cloudevents");
        assertThat(server.bodies())
                .anyMatch(it -> it.contains("*kit:deploy* failed"))
                .noneMatch(it -> it.contains("exits with 1") || it.contains("hunter-2"));
        assertThat(server.paths()).noneMatch(it -> it.contains("hunter-2"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void whereADeployIsRefusedNoManifestIsSaidToHaveBegun() {
        deployments.want(desired()).deploy(); // in a namespace that is there, all is checked before the first write
        deployments.outputs = List.of(
                webhooks(LONG, List.of(hook(server.url("/slack"), Format.SLACK))),
                webhooks(LONG, server.url("/hooks")));
        Manifest bad =
                manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'Bad Name', namespace: 'shop'}}");
        deployments.want(desired(web("acme/web:1"), bad)).failure();

        assertThat(server.bodies()).anyMatch(it -> it.contains("*kit:deploy* failed: 0 of 1 cluster"));
        assertThat(server.paths()).containsOnly("/slack");
    }

    private RunListener webhooks(Duration patience, URI... urls) {
        return webhooks(
                patience, Stream.of(urls).map(url -> hook(url, Format.KIT_V1)).toList());
    }

    private RunListener webhooks(Duration patience, List<Webhook> hooks) {
        return new Webhooks(
                hooks,
                new RunFacts("deploy", RunInfo.NONE, deployments.sops.secrets()::mask, Clock.systemUTC()),
                patience,
                event -> warnings.add(((Warned) event).diagnostic().text()),
                () -> Optional.of(new FleetNews(Optional.empty(), List.of(), List.of(), List.of(), List.of())));
    }

    private static Webhook hook(URI url, Format format) {
        return new Webhook(
                url,
                format,
                EnumSet.allOf(Topic.class).stream()
                        .filter(topic -> topic != Topic.FLEET || format != Format.KIT_V1)
                        .collect(java.util.stream.Collectors.toSet()),
                new Credential.Signing("s3cret"));
    }

    private Desired desired(Manifest... manifests) {
        Manifest namespace = manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}");
        return new Desired(
                cluster.as("one", "shop", folder),
                List.of(),
                Stream.concat(Stream.of(namespace), Stream.of(manifests)).toList());
    }

    private static Manifest web(String image) {
        return manifest("""
                {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop', labels: {name: 'web'},
                  annotations: {'kit-deployer/alias-name': 'public'}},
                 spec: {replicas: 1, selector: {matchLabels: {name: 'web'}}, template: {metadata: {labels: {name: 'web'}},
                  spec: {containers: [{name: 'web', image: '%s'}]}}}}
                """.formatted(image));
    }
}
