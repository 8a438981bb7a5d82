package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main story of a rollback, with a real control plane beside a sandbox. */
@Tag("real-control-plane")
@Timeout(300)
class RealRollbackTest {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments/";

    @TempDir
    Path folder;

    private final TestCluster real = TestCluster.real("rollback");
    private final TestCluster sandbox = TestCluster.sandbox();

    @AfterEach
    void close() {
        real.close();
        sandbox.close();
    }

    @Test
    void backToADeployInReserveAndThenToACommit() {
        RollbackScene scene = new RollbackScene(folder, new TreeMap<>(Map.of("real", real, "sandbox", sandbox)));
        scene.deployFast("b1", "reg/acme/web:1");
        String first = scene.head();
        scene.deployFast("b2", "reg/acme/web:2");
        assertThat(scene.leadTo()).as(() -> String.join("\n", scene.said)).containsExactly("b2", "b2");
        JsonNode service = scene.get("real", "/api/v1/namespaces/shop/services/web");

        scene.rollback("b1");

        assertThat(scene.leadTo()).containsExactly("b1", "b1");
        assertThat(scene.followed("real")).isEqualTo("web-b1");
        JsonNode switched = scene.get("real", "/api/v1/namespaces/shop/services/web");
        assertThat(switched.at("/spec/clusterIP")).isEqualTo(service.at("/spec/clusterIP"));
        assertThat(switched.at("/spec/ports")).isEqualTo(service.at("/spec/ports"));
        assertThat(switched.at("/metadata/labels")).isEqualTo(service.at("/metadata/labels"));
        assertThat(scene.imageFile()).startsWith("image: reg/acme/web:1\nhold:");

        real.server().patch(DEPLOYMENTS + "web-b2", TestServer.STRATEGIC, "{\"spec\":{\"replicas\":0}}");
        assertThat(scene.failure("b2"))
                .contains("Deployment shop/web-b2 in cluster real can't take over: it was scaled to 0 replicas.");
        assertThat(scene.leadTo()).containsExactly("b1", "b1");

        scene.strategy = new RollingUpdate();
        scene.commit("reg/acme/web:3");
        scene.deploy(new RollingUpdate());
        assertThat(image(scene)).as(() -> String.join("\n", scene.said)).isEqualTo("reg/acme/web:3");
        scene.rollbackTo(first);
        assertThat(image(scene)).isEqualTo("reg/acme/web:1");
        assertThat(scene.releases("real")).contains("\"rollback\":\"commit " + first.substring(0, 10) + "\"");
    }

    private static String image(RollbackScene scene) {
        return scene.get("real", DEPLOYMENTS + "web")
                .at("/spec/template/spec/containers/0/image")
                .asText();
    }
}
