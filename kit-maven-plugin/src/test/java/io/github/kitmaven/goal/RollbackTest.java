package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.testing.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Back to a deploy in reserve, on all clusters or on none. */
class RollbackTest {
    private static final String STANDBY = "/apis/apps/v1/namespaces/shop/deployments/web-b1";

    @TempDir
    Path folder;

    private final TestCluster eu = TestCluster.sandbox();
    private final TestCluster us = TestCluster.sandbox();
    private RollbackScene scene;

    @BeforeEach
    void deployTwice() {
        scene = new RollbackScene(folder, new TreeMap<>(Map.of("eu-1", eu, "us-1", us)));
        scene.deployFast("b1", "reg/acme/web:1");
        scene.deployFast("b2", "reg/acme/web:2");
        assertThat(scene.leadTo()).as(() -> String.join("\n", scene.said)).containsExactly("b2", "b2");
    }

    @AfterEach
    void close() {
        eu.close();
        us.close();
    }

    @Test
    void allClustersAreSwitchedAndGitSaysSo() throws Exception {
        int writes = eu.writes().size();

        scene.rollback("b1");
        System.out.println(String.join("\n", scene.said));

        assertThat(scene.leadTo()).containsExactly("b1", "b1");
        assertThat(scene.get("eu-1", "/apis/autoscaling/v1/namespaces/shop/horizontalpodautoscalers/web")
                        .at("/spec/scaleTargetRef/name")
                        .asText())
                .isEqualTo("web-b1");
        assertThat(eu.writes().subList(writes, eu.writes().size())).hasSize(2);
        assertThat(scene.imageFile())
                .isEqualTo("image: reg/acme/web:1\nhold:\n  reason: 'rolled back to deploy b1'\n  by: 'Jane'\n");
        assertThat(scene.remote.log("main").get(0).getFullMessage())
                .isEqualTo("Roll web back to deploy b1\n\nheld by Jane: rolled back to deploy b1\n");
        System.out.println(Files.readString(folder.resolve("result.json")));
        System.out.println(scene.get("eu-1", "/api/v1/namespaces/shop/configmaps/kit").toPrettyString());
    }

    @Test
    void nothingIsSwitchedAnywhereWhereOneClusterLacksTheStandby() {
        us.server().delete(STANDBY);
        int commits = scene.remote.log("main").size();

        String failure = scene.failure("b1");
        System.out.println(failure);

        assertThat(scene.leadTo()).containsExactly("b2", "b2");
        assertThat(scene.remote.log("main")).hasSize(commits);
    }
}
