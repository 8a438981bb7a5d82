package io.github.kitmaven.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.Connection;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.cluster.fabric8.Fabric8ClusterClients;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Finding.Severity;
import io.github.kitmaven.render.Manifests;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.RealControlPlane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks refuse what a real kube-apiserver refuses, and nothing else: on every case that it can judge. */
@Tag("real-control-plane")
@Timeout(120)
class ServerVerdictTest {
    private static final String NAME = "validate-verdicts";
    private static final ApplyMode DRY_RUN = new ApplyMode(true, false);

    private static RealControlPlane plane;
    private static ClusterClient client;

    @BeforeAll
    static void start() {
        plane = RealControlPlane.start(NAME);
        client = new Fabric8ClusterClients(Map.of(), NoSops.create(), "kit/test")
                .open(Connection.ofCluster(NAME, plane.kubeconfig(), Optional.empty()));
        define(Manifests.parse(new SourceText("crd", text("custom-resource.yaml")))
                .get(0));
    }

    @AfterAll
    static void stop() {
        client.close();
        plane.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isThatOfTheChecks(String name) {
        List<ManifestFile> files = List.of(new ManifestFile(new SourceText(name, text(name)), "default"));
        boolean prunes = text(name).startsWith("# server: prunes");
        boolean refusedByUs = ManifestChecks.knowing(files.stream()).of(files, true).stream()
                .filter(finding -> !prunes || !finding.rule().equals("unknown-field"))
                .map(Finding::severity)
                .anyMatch(Severity.ERROR::equals);
        Optional<String> refusal = refusal(Manifests.parse(new SourceText(name, text(name))));

        assertThat(refusal.isPresent()).as(refusal.orElse("accepted")).isEqualTo(refusedByUs);
        assertThat(refusal.isPresent()).as(refusal.orElse("accepted")).isEqualTo(isToBeRefused(name));
    }

    static Stream<String> cases() {
        return ManifestChecksTest.names().filter(name -> !text(name).startsWith("# server: -"));
    }

    private static boolean isToBeRefused(String name) {
        String wanted = text(name).lines().findFirst().orElse("");
        return wanted.endsWith("refuses") || (wanted.endsWith("crd") && !name.equals("custom-resource.yaml"));
    }

    private static Optional<String> refusal(List<Manifest> manifests) {
        Manifest last = manifests.get(manifests.size() - 1);
        ResourceType type = client.type(last.apiVersion(), last.kind()).orElseThrow();
        ObjectNode object = last.tree().deepCopy();
        if (type.namespaced()) {
            object.withObject("/metadata").put("namespace", "default");
        }
        try {
            client.apply(type, object, DRY_RUN);
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(e.code() + " " + e.serverMessage());
        }
    }

    private static void define(Manifest crd) {
        ResourceType definitions = client.type(crd.apiVersion(), crd.kind()).orElseThrow();
        client.apply(definitions, crd.tree(), new ApplyMode(false, false));
        while (client.type("acme.example/v1", "Cart").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static String text(String name) {
        return ManifestChecksTest.CASES.getOrDefault(name, "");
    }
}
