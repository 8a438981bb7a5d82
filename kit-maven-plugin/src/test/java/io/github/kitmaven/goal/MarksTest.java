package io.github.kitmaven.goal;

import static io.github.kitmaven.testing.Trees.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.testing.TestCluster;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run writes on objects, and that it alone is no reason to write. */
@ParameterizedClass(name = "{0}")
@MethodSource("clusters")
class MarksTest extends Scenario {
    private static final String COMMIT = "/metadata/annotations/kit-deployer~1commit";

    MarksTest(TestCluster cluster) {
        super(cluster);
    }

    static Stream<TestCluster> clusters() {
        return clusters("marks");
    }

    @Test
    void theFactsOfARunMakeNoObjectDiffer() {
        Manifest web = deployment("web", "acme/web:1", "replicas: 1,").ofResource("front");
        Deployments deployments = wanting(web, configMap("{a: '1'}"));
        deployments.plan = run("one", "1");
        deployments.deploy();
        JsonNode live = get(apps("deployments/web"));
        assertThat(live.at(COMMIT).asText()).isEqualTo("one");
        assertThat(live.at("/metadata/labels").toString())
                .contains(
                        "\"id\":\"1\"",
                        "\"resource\":\"front\"",
                        "\"strategy\":\"rolling-update\"",
                        "\"name\":\"web\"");

        deployments.plan = run("two", "2");
        assertSettled(deployments);
        assertThat(get(apps("deployments/web")).at(COMMIT).asText()).isEqualTo("one");

        want(deployments, web, configMap("{a: '2'}"));
        assertThat(counts(deployments.deploy())).isEqualTo(Map.of(Action.UPDATE, 1, Action.UNCHANGED, 1));
        assertThat(get(core("configmaps/settings")).at(COMMIT).asText()).isEqualTo("two");
        assertThat(get(core("configmaps/settings")).at("/metadata/labels/id").asText())
                .isEqualTo("2");
        assertThat(deployments.said)
                .contains("        data.a: 1 -> 2", "    ~ ConfigMap " + shop + "/settings  (1 field changed)")
                .noneMatch(line -> line.contains("kit-deployer"));

        deployments.plan = new PlanOptions(LabelSelector.parse(""), false, false, false, false);
        assertSettled(deployments);
    }

    @Test
    void whatIsKitsToSetIsRefusedBeforeAnythingIsWritten() {
        Deployments deployments = wanting(
                configMap("{a: '1'}"),
                manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'other', labels: {strategy: 'x'}}}"));
        assertThat(deployments.failure())
                .contains("dev/some.yaml:1:1: ConfigMap " + shop
                        + "/other sets the label strategy, which is kit's to set.")
                .contains("nothing was written to any cluster");
        assertThat(cluster.server().get(core("configmaps/settings")).code()).isEqualTo(404);

        deployments.plan = new PlanOptions(LabelSelector.parse(""), false, false, false, true);
        deployments.deploy();
        assertThat(get(core("configmaps/other")).at("/metadata/labels").toString())
                .isEqualTo("{\"strategy\":\"x\"}");
        assertThat(get(core("configmaps/other")).path("metadata").has("annotations"))
                .isFalse();
    }

    private static PlanOptions run(String commit, String id) {
        Marks marks = new Marks(
                Marks.ROLLING_UPDATE,
                id,
                false,
                Map.of("kit-deployer/commit", commit, "kit-deployer/last-updated", "in run " + commit));
        return new PlanOptions(LabelSelector.parse(""), false, false, false, false, false, new RollingUpdate(), marks);
    }
}
