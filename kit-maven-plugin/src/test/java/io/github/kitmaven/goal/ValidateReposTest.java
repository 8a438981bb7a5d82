package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.report.ValidationText;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repos that deploy have no error: the archetype's, those of the integration tests, and the original's. */
class ValidateReposTest {
    private static final Path SCENARIOS = Path.of("../src/it");

    @TempDir
    private Path temp;

    @Test
    void theArchetypesRepoHasNoFinding() {
        assertThat(found(Path.of("../kit-deployments-archetype/src/main/resources/archetype-resources")))
                .isEmpty();
    }

    @Test
    void theShopOfTheOriginalIsOnlyWarnedOf() {
        assertThat(found(Path.of("src/test/resources/parity/shop")))
                .containsExactly(
                        "clusters/not-a-cluster: This folder is no cluster, for it has no cluster.yaml. Add the file, or"
                                + " delete the folder. [unused]",
                        "images/acme/checkout/develop.yaml: No resource of an enabled cluster uses this image file. Delete it,"
                                + " or let a branch name it. [unused]",
                        "resources/base-svc.mustache:21:5 (rendered: eu-prod/legacy-svc.yaml:13): Service legacy-svc: no pod"
                                + " of the cluster's manifests has the labels that spec.selector wants. Let the labels of a"
                                + " pod template in the same namespace have them."
                                + " [service-selects-nothing] in 1 cluster: eu-prod");
    }

    /** What each scenario is about, where that is a fault of the repo or leaves something unused. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void theReposOfScenariosHaveTheFaultsTheyShow(Path scenario) {
        String[] expected = switch (scenario.getFileName().toString()) {
            case "deploy-writes-nothing-anywhere-where-one-cluster-refuses" ->
                new String[] {"[invalid-name] in 1 cluster: two"};
            case "deploy-marks-objects-as-the-original-did" ->
                // a deploy completes the label of the pods, too
                new String[] {"[service-selects-nothing] in 1 cluster: one"};
            case "deploy-shows-no-secret" ->
                new String[] {"No template uses the var greeting.", "type/test-var.yaml:8:1: The file is encrypted for"
                };
            case "render-names-the-place-of-a-fault-in-kit-yaml" ->
                new String[] {"kit.yaml:6:9: images must be a map."};
            case "render-names-the-template-that-is-missing" ->
                new String[] {"The file resources/web.mustache does not exist.", "No template uses the var replicas."};
            case "validate-tells-all-that-is-wrong-at-once" ->
                new String[] {
                    "The cluster type tset is not known.",
                    "[unused]",
                    "The section forgotten begins here",
                    "[service-selects-nothing] in 2 clusters: one, three",
                    "Kubernetes knows no field spec.replicsa."
                };
            default -> new String[0];
        };
        List<String> found = found(scenario);
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i)).contains(expected[i]);
        }
    }

    static Stream<Path> scenarios() {
        try (Stream<Path> all = Files.list(SCENARIOS)) {
            return all.filter(scenario -> Files.exists(scenario.resolve("kit.yaml"))).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> found(Path repo) {
        Path copy = Folders.copy(repo, temp.resolve("repo"));
        Render.Request request = new Render.Request(copy, Selection.of("", "", ""), DeployId.NONE, Optional.empty());
        return new Validate(Map.of(), NoSops.create())
                .run(request, temp.resolve("validate.json")).findings().stream()
                        .map(ValidationText::of)
                        .toList();
    }
}
