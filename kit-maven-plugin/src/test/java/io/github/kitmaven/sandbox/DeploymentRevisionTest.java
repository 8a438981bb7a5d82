package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ReplicaSet a Deployment is of: whoever follows a rollout must never take the last one's pods for its own. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.github.kitmaven.sandbox.ApiServerContractTest#servers")
@Timeout(120)
class DeploymentRevisionTest {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";

    private final TestServer server;

    DeploymentRevisionTest(TestServer server) {
        this.server = server;
    }

    @Test
    void aChangeThatIsTakenUpIsOfANewRevisionAtOnce() {
        server.post(DEPLOYMENTS, """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":1,
                 "selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
                 "spec":{"containers":[{"name":"c","image":"web:1"}]}}}}""");
        ApiAnswer first = server.await(DEPLOYMENTS + "/web", answer -> isDone(answer.body(), 1));
        server.patch(DEPLOYMENTS + "/web", TestServer.STRATEGIC, """
                {"spec":{"template":{"spec":{"containers":[{"name":"c","image":"web:2"}]}}}}""");
        server.await(DEPLOYMENTS + "/web", answer -> isDone(answer.body(), 2));

        List<JsonNode> taken = server.watch(DEPLOYMENTS + "?watch=true&timeoutSeconds=1&resourceVersion="
                        + first.text("/metadata/resourceVersion"))
                .map(event -> event.path("object"))
                .filter(web -> web.at("/status/observedGeneration").asInt() == 2)
                .toList();

        assertThat(taken)
                .isNotEmpty()
                .allSatisfy(web -> assertThat(Metadata.annotation(web, "deployment.kubernetes.io/revision")
                                .asText())
                        .isEqualTo("2"));
    }

    private static boolean isDone(JsonNode web, int generation) {
        return web.at("/status/observedGeneration").asInt() == generation
                && web.at("/status/updatedReplicas").asInt() == 1
                && web.at("/status/availableReplicas").asInt() == 1;
    }
}
