package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.config.ShardChoice;
import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Shard;
import io.github.kitmaven.render.Manifests;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual's Jobs that deploy by shards in a management cluster, and merge what they left. */
class ShardedJobTest {
    private static final Path EXAMPLES = Path.of("..", "src", "site", "resources", "examples");
    private static final String DEPLOY = "sharded-deploy-job.yaml";
    private static final String REPORT = "sharded-report-job.yaml";

    @TempDir
    Path folder;

    @Test
    void theyAreSound() throws IOException {
        for (String file : List.of(DEPLOY, REPORT)) {
            Repo repo = Repo.in(folder.resolve(file), "3")
                    .with("resources/web.mustache", text(file))
                    .without("images/acme/web/master.yaml")
                    .with("base-cluster.yaml", """
                            kind: ClusterNamespace
                            metadata: {name: base, branch: master}
                            resources:
                              web:
                                file: web.mustache
                            """);
            assertThat(repo.validate().findings().stream()
                            .map(it -> it.finding().diagnostic().text())
                            .filter(it -> !it.contains("No template uses the var"))
                            .toList())
                    .isEmpty();
        }
    }

    @Test
    void aClusterTakesThemAndRunsThem() throws IOException {
        try (TestCluster cluster = TestCluster.sandbox()) {
            List<Manifest> all = new ArrayList<>(manifests(DEPLOY));
            all.addAll(manifests(REPORT));
            new Deployments(folder)
                    .want(new Desired(cluster.as("management", "default", folder.resolve("clusters")), List.of(), all))
                    .deploy();
            assertThat(cluster.writes()).hasSize(4);
        }
    }

    /** Each pod has a shard, and together they have all. */
    @Test
    void theNumberOfShardsIsThatOfThePods() throws IOException {
        JsonNode job = job(DEPLOY);
        int pods = job.at("/spec/completions").asInt();
        assertThat(job.at("/spec/parallelism").asInt()).isEqualTo(pods);
        assertThat(job.at("/spec/completionMode").asText()).isEqualTo("Indexed");
        String value = argument(job, "kit.shard");
        for (int i = 0; i < pods; i++) {
            assertThat(ShardChoice.of(value, Map.of("JOB_COMPLETION_INDEX", "" + i)))
                    .contains(new Shard(i + 1, pods));
        }
        assertThat(argument(job(REPORT), "kit.report.from")).isEqualTo("*-of-" + pods);
    }

    /** Where a shard leaves its result is where the other Job looks for it: on one volume, in the folder of one commit. */
    @Test
    void theReportFindsWhatTheShardsLeave() throws IOException {
        JsonNode left = mount(job(DEPLOY), "results");
        JsonNode found = mount(job(REPORT), "results");
        assertThat(left.path("mountPath").asText())
                .isEqualTo(container(job(DEPLOY)).path("workingDir").asText() + "/target/kit/shards");
        assertThat(found.path("mountPath").asText())
                .isEqualTo(container(job(REPORT)).path("workingDir").asText());
        assertThat(found.path("subPathExpr")).isEqualTo(left.path("subPathExpr"));
        assertThat(container(job(REPORT)).at("/env/0"))
                .isEqualTo(container(job(DEPLOY)).at("/env/0"));
        assertThat(found.path("subPathExpr").asText())
                .isEqualTo("$(" + container(job(DEPLOY)).at("/env/0/name").asText() + ")");
    }

    private static JsonNode job(String file) throws IOException {
        return manifests(file).stream()
                .filter(it -> it.kind().equals("Job"))
                .findFirst()
                .orElseThrow()
                .tree();
    }

    private static JsonNode container(JsonNode job) {
        return job.at("/spec/template/spec/containers/0");
    }

    private static JsonNode mount(JsonNode job, String name) {
        return find(
                container(job).path("volumeMounts"),
                it -> it.path("name").asText().equals(name));
    }

    private static String argument(JsonNode job, String property) {
        String begin = "-D" + property + "=";
        return find(container(job).path("args"), it -> it.asText().startsWith(begin))
                .asText()
                .substring(begin.length());
    }

    private static JsonNode find(JsonNode list, Predicate<JsonNode> which) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    private static List<Manifest> manifests(String file) throws IOException {
        return Manifests.parse(SourceText.decode(file, Files.readAllBytes(EXAMPLES.resolve(file))));
    }

    private static String text(String file) throws IOException {
        return Files.readString(EXAMPLES.resolve(file));
    }
}
