package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.config.ShardChoice;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.model.Shard;
import io.github.kitmaven.report.Console;
import io.github.kitmaven.report.Reports;
import io.github.kitmaven.report.RunInfo;
import io.github.kitmaven.report.RunListener;
import io.github.kitmaven.report.ShardJson;
import io.github.kitmaven.sandbox.Sandbox;
import io.github.kitmaven.sandbox.SandboxOptions;
import io.github.kitmaven.sandbox.ServedRequest;
import io.github.kitmaven.sandbox.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes at once share 24 clusters, and their results make that of one run. */
@Timeout(300)
class ShardsTest {
    private static final int SHARDS = 8;
    private static final int CLUSTERS = 24;
    private static final SandboxOptions QUICK =
            SandboxOptions.defaults().withPodDelays(Duration.ofMillis(20), Duration.ofMillis(100));
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final List<Sandbox> sandboxes = new ArrayList<>();

    @AfterEach
    void close() {
        sandboxes.forEach(Sandbox::close);
    }

    /** The build of one shard, which its pod of an indexed Job numbers: the folder of the fleet, the value of kit.shard. */
    public static void main(String[] args) {
        deploy(Path.of(args[0]), ShardChoice.of(args[1], System.getenv()));
    }

    @Test
    void eightProcessesDoTogetherWhatOneRunDoes() throws Exception {
        Path shared = fleet("shared");
        List<Process> builds = new ArrayList<>();
        for (int index = 0; index < SHARDS; index++) {
            builds.add(start(shared, index));
        }
        for (Process build : builds) {
            assertThat(build.waitFor()).as(() -> said(shared)).isZero();
        }
        List<List<String>> writes = sandboxes.stream().map(ShardsTest::writes).toList();
        assertThat(writes).allSatisfy(own -> assertThat(own).isNotEmpty());
        List<Map<String, JsonNode>> live = states();
        List<String> merged = new ArrayList<>();
        Path report = shared.resolve("merged/result.json");
        new MergeResults(shared, new Console(merged::add, merged::add))
                .run("shards", new Reports(new Secrets(), report));
        assertThat(merged)
                .contains("Merging 8 results of kit:deploy.")
                .anyMatch(it -> it.startsWith("Done with 24 of 24"));

        sandboxes.forEach(Sandbox::close);
        sandboxes.clear();
        Path alone = fleet("alone");
        deploy(alone, Optional.empty());
        assertThat(writes).isEqualTo(sandboxes.stream().map(ShardsTest::writes).toList());
        assertThat(live).isEqualTo(states());
        assertThat(timeless(report)).isEqualTo(timeless(alone.resolve("run/result.json")));
    }

    private static void deploy(Path folder, Optional<Shard> shard) {
        Path kubeconfigs = folder.resolve("clusters");
        List<Desired> all = IntStream.range(0, CLUSTERS)
                .mapToObj(i -> ShopRelease.FIRST.in(ShopRelease.cluster("c" + i, kubeconfigs)))
                .sorted(Comparator.comparing(it -> it.cluster().name()))
                .toList();
        List<Desired> mine =
                shard.map(it -> it.of(all, desired -> desired.cluster().name())).orElse(all);
        Path own = folder.resolve(shard.map(it -> "run-" + it.index()).orElse("run"));
        Deployments deployments = new Deployments(own).want(mine.toArray(Desired[]::new));
        deployments.info = new RunInfo("", "", Optional.empty(), Optional.empty(), shard);
        deployments.outputs = shard.<List<RunListener>>map(it -> List.of(new ShardJson(ShardJson.file(folder, it))))
                .orElse(List.of());
        shard.ifPresent(it -> deployments.onLine = System.out::println); // a process has nothing else to say it by
        deployments.deploy();
    }

    private Path fleet(String name) {
        Path own = folder.resolve(name);
        for (int i = 0; i < CLUSTERS; i++) {
            Sandbox sandbox = Sandbox.start(QUICK);
            sandbox.writeKubeconfig(own.resolve("clusters/c" + i + "/kubeconfig.yaml"), "c" + i);
            sandboxes.add(sandbox);
        }
        return own;
    }

    private static Process start(Path folder, int index) throws IOException {
        ProcessBuilder build = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ShardsTest.class.getName(),
                folder.toString(),
                "auto/" + SHARDS);
        build.environment().remove("CI_NODE_INDEX");
        build.environment().put("JOB_COMPLETION_INDEX", Integer.toString(index));
        return build.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said-" + index).toFile())
                .start();
    }

    private static String said(Path folder) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < SHARDS; i++) {
            try {
                all.append(Files.readString(folder.resolve("said-" + i)));
            } catch (IOException e) {
                all.append(e);
            }
        }
        return all.toString();
    }

    /** The objects that were written, but for what kit keeps of itself there. */
    private static List<String> writes(Sandbox sandbox) {
        return sandbox.requests().stream()
                .filter(request -> request.method().equals("PATCH") && !request.dryRun())
                .map(ServedRequest::path)
                .sorted()
                .toList();
    }

    private List<Map<String, JsonNode>> states() {
        return sandboxes.stream()
                .map(sandbox -> LiveState.of(TestServer.of(sandbox)))
                .toList();
    }

    /** A result without when things happened, which is never twice the same. */
    private static JsonNode timeless(Path file) throws IOException {
        ObjectNode result = (ObjectNode) JSON.readTree(file.toFile());
        result.remove(List.of("startedAt", "seconds", "events"));
        result.path("clusters")
                .forEach(cluster -> cluster.path("objects").forEach(object -> {
                    ((ObjectNode) object).remove("appliedAfter");
                    if (object.path("health") instanceof ObjectNode health) {
                        health.remove("seconds");
                    }
                }));
        return result;
    }
}
