package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.cluster.fabric8.ImpatientClients;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.rollout.RolloutOptions;
import io.github.kitmaven.sandbox.Faults;
import io.github.kitmaven.sandbox.Sandbox;
import io.github.kitmaven.sandbox.SandboxOptions;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sandboxes that are deployed to together while something goes wrong with some. Whatever it is, after each run it checks
 * that what is called done is done, that what was not to be touched is as before, and that no secret was shown.
 */
final class FaultyFleet implements AutoCloseable {
    private static final SandboxOptions QUICK =
            SandboxOptions.defaults().withPodDelays(Duration.ofMillis(20), Duration.ofMillis(200));

    /** How a run ended: the failure's words, empty where there was none, and each cluster's status in the result. */
    record Ended(String failure, List<String> statuses) {}

    private static final Map<ShopRelease, Map<String, JsonNode>> UNDISTURBED = undisturbed();

    private final Path folder;
    private final SandboxOptions options;
    private final List<Sandbox> sandboxes = new ArrayList<>();

    FaultyFleet(Path folder, int size) {
        this(folder, size, QUICK);
    }

    /** One whose pods are slower, so that there is time while they are waited for. */
    static FaultyFleet slow(Path folder, int size) {
        return new FaultyFleet(folder, size, QUICK.withPodDelays(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    private FaultyFleet(Path folder, int size, SandboxOptions options) {
        this.folder = folder;
        this.options = options;
        for (int i = 0; i < size; i++) {
            sandboxes.add(start(i, 0));
        }
    }

    Sandbox sandbox(int index) {
        return sandboxes.get(index);
    }

    /** Stops the server of a cluster, at once; {@link #start} starts it again. */
    void stop(int index) {
        sandboxes.get(index).close();
    }

    /** Starts the server of a cluster again, where it was and with what it had. */
    void start(int index) {
        sandboxes.set(index, start(index, sandboxes.get(index).url().getPort()));
    }

    void inject(Faults faults) {
        sandboxes.forEach(sandbox -> sandbox.inject(faults));
    }

    void calm() {
        inject(Faults.none());
    }

    /** Wants a release of every cluster. */
    Deployments deployments(ShopRelease release) {
        return deployments(folder, sandboxes.size(), release);
    }

    /** The same in a process that has not the fleet, but its folder. */
    static Deployments deployments(Path folder, int size, ShopRelease release) {
        Deployments deployments = new Deployments(folder.resolve("run"));
        deployments.clients = Optional.of(ImpatientClients.create());
        deployments.options = new DeployOptions(
                false, false, DeployOptions.Wait.ALL, true, RolloutOptions.within(Duration.ofSeconds(20)));
        return deployments.want(IntStream.range(0, size)
                .mapToObj(i -> release.in(ShopRelease.cluster("c" + i, folder.resolve("clusters"))))
                .toArray(Desired[]::new));
    }

    /** Whether every cluster is as an undisturbed deploy would have left it. */
    boolean isAt(ShopRelease release) {
        return states().stream().allMatch(UNDISTURBED.get(release)::equals);
    }

    /** The same, whatever happened to the objects before. */
    boolean holds(ShopRelease release) {
        Map<String, JsonNode> wanted = LiveState.withoutPast(UNDISTURBED.get(release));
        return states().stream().map(LiveState::withoutPast).allMatch(wanted::equals);
    }

    /** Deploys while something goes wrong, ends that, and judges the outcome. */
    Ended deploy(ShopRelease release, Runnable disturb) {
        return deploy(release, deployments(release), disturb);
    }

    Ended deploy(ShopRelease release, Deployments deployments, Runnable disturb) {
        List<Map<String, JsonNode>> before = states();
        disturb.run();
        String failure = "";
        try {
            deployments.deploy();
        } catch (KitException e) {
            failure = String.valueOf(e.getMessage());
        }
        calm();
        JsonNode result = Trees.tree(deployments.resultFile());
        List<String> statuses = new ArrayList<>();
        for (int i = 0; i < sandboxes.size(); i++) {
            JsonNode cluster = result.path("clusters").path(i);
            statuses.add(cluster.path("status").asText());
            judge(release, i, cluster, before.get(i));
        }
        assertThat(failure.isEmpty())
                .as("success is said: %s%s", statuses, failure)
                .isEqualTo(statuses.stream().allMatch("succeeded"::equals));
        assertNoSecret(deployments.said + failure + deployments.resultFile());
        return new Ended(failure, statuses);
    }

    /** Deploys without any faults, which must bring every cluster to what it would have been without. */
    void converges(ShopRelease release) {
        calm();
        assertThat(deploy(release, () -> {}).failure()).isEmpty();
        assertThat(deployments(release).deploy().changes()).isFalse();
    }

    static void assertNoSecret(String shown) {
        byte[] password = ShopRelease.PASSWORD.getBytes(StandardCharsets.UTF_8);
        assertThat(shown)
                .doesNotContain(ShopRelease.PASSWORD, Base64.getEncoder().encodeToString(password));
    }

    private void judge(ShopRelease release, int index, JsonNode cluster, Map<String, JsonNode> before) {
        Map<String, JsonNode> after = LiveState.of(TestServer.of(sandboxes.get(index)));
        Map<String, JsonNode> wanted = UNDISTURBED.get(release);
        switch (cluster.path("status").asText()) {
            case "succeeded" ->
                assertThat(after).as("cluster %d, called done", index).isEqualTo(wanted);
            case "failed" -> {
                for (JsonNode object : cluster.path("objects")) {
                    if (!object.has("problem") && !object.path("kind").asText().equals("Namespace")) {
                        String key = object.path("kind").asText().toLowerCase(java.util.Locale.ROOT) + "s "
                                + object.path("namespace").asText() + "/"
                                + object.path("name").asText();
                        assertThat(after.get(key))
                                .as(key)
                                .isEqualTo(wanted.get(key))
                                .isNotNull();
                    }
                }
            }
            default -> assertThat(after).as("cluster %d, not touched", index).isEqualTo(before);
        }
    }

    private static Map<ShopRelease, Map<String, JsonNode>> undisturbed() {
        Map<ShopRelease, Map<String, JsonNode>> states = new HashMap<>();
        try (Sandbox model = Sandbox.start(QUICK)) {
            Path folder = Files.createTempDirectory("undisturbed");
            model.writeKubeconfig(folder.resolve("c/kubeconfig.yaml"), "c");
            for (ShopRelease release : List.of(ShopRelease.FIRST, ShopRelease.SECOND)) {
                new Deployments(folder)
                        .want(release.in(ShopRelease.cluster("c", folder)))
                        .deploy();
                states.put(release, LiveState.of(TestServer.of(model)));
            }
            return states;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Map<String, JsonNode>> states() {
        return sandboxes.stream()
                .map(sandbox -> LiveState.of(TestServer.of(sandbox)))
                .toList();
    }

    private Sandbox start(int index, int port) {
        Path state = folder.resolve("state").resolve("c" + index);
        Sandbox sandbox = Sandbox.start(options.withState(state).withPort(port));
        sandbox.writeKubeconfig(folder.resolve("clusters/c" + index + "/kubeconfig.yaml"), "c" + index);
        return sandbox;
    }

    @Override
    public void close() {
        sandboxes.forEach(Sandbox::close);
    }
}
