package io.github.kitmaven.plan;

import static io.github.kitmaven.testing.Trees.manifest;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkingTest {
    private static final Marks STRICT = new Marks("rolling-update", "", true, Map.of());

    private static final String NAMES = """
            {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop', labels: %s},
             spec: {selector: %s, template: {metadata: {labels: %s}, spec: {}}}}""";

    @Test
    void anObjectGetsTheLabelsOfItsResourceAndStrategy() {
        assertThat(mark(configMap("{}")).labels())
                .isEqualTo(tree("{resource: 'api', 'app.kubernetes.io/name': 'api', strategy: 'rolling-update'}"));
        assertThat(mark(configMap("{resource: 'a', 'app.kubernetes.io/name': 'b'}"))
                        .labels())
                .isEqualTo(tree("{resource: 'a', 'app.kubernetes.io/name': 'b', strategy: 'rolling-update'}"));
        assertThat(mark(configMap("{}").ofResource("")).labels()).isEqualTo(tree("{strategy: 'rolling-update'}"));
        assertThat(mark(configMap("{}").ofResource("no label/")).labels())
                .isEqualTo(tree("{strategy: 'rolling-update'}"));
    }

    @Test
    void theDeployIsALabelWhereThereIsOne() {
        Marks marks = new Marks("fast-rollback", "42", false, Map.of());
        assertThat(new Marking(marks, List.of())
                        .mark(configMap("{}").ofResource(""))
                        .labels())
                .isEqualTo(tree("{id: '42', strategy: 'fast-rollback'}"));
    }

    @Test
    void whatIsKitsToSetIsAnErrorAtItsPlace() {
        assertThatThrownBy(() -> mark(configMap("{id: '1'}")))
                .isInstanceOf(UserException.class)
                .hasMessage("dev/some.yaml:1:1: ConfigMap shop/c sets the label id, which is kit's to set."
                        + " Remove it from metadata.labels, or give it another name.");
        assertThatThrownBy(() -> mark(configMap("{strategy: 'a'}"))).hasMessageContaining("sets the label strategy");
        String reserved = " sets strategy in its selector or in the labels of its pods, which is kit's to set."
                + " Remove it there.";
        assertThatThrownBy(() -> mark(deployment("{}", "{matchLabels: {strategy: 'a'}}", "{}")))
                .hasMessageContaining("Deployment shop/web" + reserved);
        assertThatThrownBy(() -> mark(deployment("{}", "{}", "{strategy: 'a'}")))
                .hasMessageContaining(reserved);
        assertThatThrownBy(() -> mark(service("{name: 'web', strategy: 'a'}")))
                .hasMessageContaining("Service shop/web sets strategy in its selector, which is kit's to set.");
    }

    /** Labels, selector and pod labels as written; name of the labels, of the selector, and of the pods as completed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                               | {matchLabels: {a: 'b'}}      | {a: 'b'}                          | web | web | web",
                "{name: 'n'}                      | {matchLabels: {a: 'b'}}      | {a: 'b'}                          | n   | n   | n",
                "{}                               | {matchLabels: {a: 'b'}}      | {a: 'b', name: 'p'}               | p   | p   | p",
                "{}                               | {matchLabels: {name: 's'}}   | {name: 's'}                       | s   | s   | s",
                "{'app.kubernetes.io/name': 'k'}  | {matchLabels: {a: 'b'}}      | {a: 'b'}                          | k   | k   | k",
                "{name: 'n'}                      | {}                           | {name: 'n', a: 'b'}               | n   | n   | n",
                "{name: 'n'}                      | {matchLabels: {name: 'n'}}   | {}                                | n   | n   | n",
            })
    void theNameOfADeploymentIsCompletedFromWhatThereIs(
            String labels, String selector, String pods, String name, String selected, String ofPods) {
        Manifest marked = mark(deployment(labels, selector, pods));
        assertThat(marked.labels().path("name").asText()).isEqualTo(name);
        JsonNode matchLabels = marked.tree().at("/spec/selector/matchLabels");
        assertThat(matchLabels.path("name").asText()).isEqualTo(selected);
        assertThat(matchLabels.path("strategy").asText()).isEqualTo("rolling-update");
        JsonNode podLabels = marked.tree().at("/spec/template/metadata/labels");
        assertThat(podLabels.path("name").asText()).isEqualTo(ofPods);
        assertThat(podLabels.path("strategy").asText()).isEqualTo("rolling-update");
        matchLabels
                .properties()
                .forEach(label -> assertThat(podLabels.path(label.getKey())).isEqualTo(label.getValue()));
    }

    @Test
    void aDeploymentWithoutASelectorSelectsAllLabelsOfItsPods() {
        Manifest marked = mark(deployment("{}", "{}", "{a: 'b'}"));
        assertThat(marked.tree().at("/spec/selector/matchLabels"))
                .isEqualTo(tree("{a: 'b', strategy: 'rolling-update', 'app.kubernetes.io/name': 'api', name: 'web'}"));
    }

    @Test
    void namesThatDoNotFitTogetherAreAnError() {
        assertThatThrownBy(() -> mark(deployment("{name: 'a'}", "{matchLabels: {name: 'b'}}", "{name: 'b'}")))
                .hasMessageContaining(
                        "Deployment shop/web has the label name: a, but its selector has name: b. Give both the same name");
    }

    @Test
    void theOriginalDemandedNames() {
        assertThatThrownBy(() -> mark(STRICT, deployment("{}", "{matchLabels: {name: 'a'}}", "{name: 'a'}")))
                .hasMessageContaining("Deployment shop/web has no label name, which version \"2\" of kit.yaml demands");
        assertThatThrownBy(() -> mark(STRICT, deployment("{name: 'a'}", "{matchLabels: {a: 'b'}}", "{a: 'b'}")))
                .hasMessageContaining("has no name in its selector nor in the labels of its pods");
        assertThatThrownBy(() -> mark(STRICT, service("{a: 'b'}")))
                .hasMessageContaining("Service shop/web has no name in its selector");
        assertThat(mark(STRICT, service("{}")).tree().at("/spec/selector")).isEmpty();
        assertThat(mark(service("{a: 'b'}")).tree().at("/spec/selector")).isEqualTo(tree("{a: 'b'}"));
    }

    @Test
    void aServiceKnowsTheStrategyOfTheDeploymentsThatItSelectsAndOfNothingElse() {
        Manifest web = deployment("{}", "{matchLabels: {app: 'web'}}", "{app: 'web', tier: 'front'}");
        Manifest db = manifest("{apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'db', namespace: 'shop'},"
                + " spec: {template: {metadata: {labels: {app: 'db', tier: 'front'}}}}}");
        Marking marking = new Marking(Marks.NONE, List.of(web, db));
        assertThat(selector(marking, "{app: 'web'}")).isEqualTo(tree("{app: 'web', strategy: 'rolling-update'}"));
        assertThat(selector(marking, "{name: 'web'}")).isEqualTo(tree("{name: 'web', strategy: 'rolling-update'}"));
        assertThat(selector(marking, "{app: 'db'}")).isEqualTo(tree("{app: 'db'}"));
        assertThat(selector(marking, "{tier: 'front'}")).isEqualTo(tree("{tier: 'front'}"));
        assertThat(selector(marking, "{app: 'other'}")).isEqualTo(tree("{app: 'other'}"));
        Manifest elsewhere = manifest("{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web', namespace: 'other'},"
                + " spec: {selector: {app: 'web'}}}");
        assertThat(marking.mark(elsewhere).tree().at("/spec/selector")).isEqualTo(tree("{app: 'web'}"));
    }

    @Test
    void aSelectorThatCanNotChangeIsKeptWhereOnlyLabelsOfKitsDiffer() {
        Manifest wanted = deployment("{}", "{matchLabels: {app: 'web'}}", "{app: 'web'}");
        Marking marking = new Marking(Marks.NONE, List.of(wanted));
        Manifest marked = marking.mark(wanted);
        for (String kept :
                List.of("{app: 'web'}", "{app: 'web', name: 'web'}", "{app: 'web', strategy: 'rolling-update'}")) {
            JsonNode fitted = marking.fit(marked, tree("{spec: {selector: {matchLabels: " + kept + "}}}"))
                    .tree()
                    .at("/spec/selector/matchLabels");
            assertThat(fitted).isEqualTo(tree(kept));
        }
        for (String other : List.of("{app: 'api'}", "{app: 'web', tier: 'a'}", "{app: 'web', name: 'old'}")) {
            assertThat(marking.fit(marked, tree("{spec: {selector: {matchLabels: " + other + "}}}")))
                    .isSameAs(marked);
        }
    }

    @Test
    void aServiceWhoseWorkloadIsNotInTheDeployKeepsTheStrategyItHas() {
        Marking marking = new Marking(Marks.NONE, List.of());
        Manifest marked = marking.mark(service("{app: 'web'}"));
        JsonNode same = tree("{app: 'web', strategy: 'rolling-update'}");
        assertThat(fitted(marking, marked, same)).isEqualTo(same);
        assertThat(fitted(marking, marked, tree("{app: 'web', strategy: 'other'}")))
                .isEqualTo(tree("{app: 'web'}"));
        assertThat(fitted(marking, marked, tree("{app: 'x', strategy: 'rolling-update'}")))
                .isEqualTo(tree("{app: 'web'}"));
    }

    @Test
    void aJobHasANameThatFollowsFromWhatItIs() {
        String name = mark(job("migrate", "acme/db:1")).name();
        assertThat(name)
                .matches("migrate-[a-z0-9]{10}")
                .isEqualTo(mark(job("migrate", "acme/db:1")).name());
        assertThat(mark(job("migrate", "acme/db:2")).name()).isNotEqualTo(name);
        assertThat(mark(job("migrate", "acme/db:1"))
                        .tree()
                        .at("/metadata/annotations/kit-deployer~1original-name")
                        .asText())
                .isEqualTo("migrate");
        assertThat(mark(job("a".repeat(51) + "-" + "b".repeat(20), "x")).name())
                .matches("a{51}-[a-z0-9]{10}")
                .hasSizeLessThanOrEqualTo(63);
        assertThat(mark(manifest("{apiVersion: 'batch/v1', kind: 'CronJob', metadata: {name: 'nightly'}}"))
                        .name())
                .isEqualTo("nightly");
        Marks run = new Marks("other", "7", false, Map.of("kit-deployer/commit", "abc"));
        assertThat(mark(run, job("migrate", "acme/db:1")).name()).isEqualTo(name);
    }

    @Test
    void theFactsOfTheRunAreAnnotationsAndTheHashIsWithoutThem() {
        Marks first = new Marks("rolling-update", "1", false, Map.of("kit-deployer/commit", "abc", "none", ""));
        JsonNode annotations = mark(first, configMap("{}")).tree().at("/metadata/annotations");
        assertThat(annotations.path("kit-deployer/commit").asText()).isEqualTo("abc");
        assertThat(annotations.path("kit-deployer/original-name").asText()).isEqualTo("c");
        assertThat(annotations.has("none")).isFalse();
        assertThat(annotations
                        .path("kit-deployer/last-applied-configuration-sha1")
                        .asText())
                .matches("[0-9a-f]{40}")
                .isEqualTo(mark(configMap("{}"))
                        .tree()
                        .at("/metadata/annotations/kit-deployer~1last-applied-configuration-sha1")
                        .asText());
    }

    @Test
    void whatAllResourcesShareHasNoLabelsOfOne() {
        Manifest namespace =
                manifest("{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop', labels: {a: 'b'}}}");
        Marks marks = new Marks("rolling-update", "1", true, Map.of("kit-deployer/commit", "abc"));
        Manifest marked = mark(marks, namespace.ofResource("api"));
        assertThat(marked.labels()).isEqualTo(tree("{a: 'b'}"));
        assertThat(marked.tree().at("/metadata/annotations").has("kit-deployer/commit"))
                .isTrue();
    }

    private static JsonNode fitted(Marking marking, Manifest marked, JsonNode selector) {
        return marking.fit(marked, tree("{spec: {selector: " + selector + "}}"))
                .tree()
                .at("/spec/selector");
    }

    private static JsonNode selector(Marking marking, String selector) {
        return marking.mark(service(selector)).tree().at("/spec/selector");
    }

    private static Manifest mark(Manifest manifest) {
        return mark(Marks.NONE, manifest);
    }

    private static Manifest mark(Marks marks, Manifest manifest) {
        return new Marking(marks, List.of(manifest)).mark(manifest);
    }

    private static Manifest configMap(String labels) {
        return manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c', namespace: 'shop', labels: "
                        + labels + "}}")
                .ofResource("api");
    }

    private static Manifest service(String selector) {
        return manifest(
                "{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web', namespace: 'shop'}, spec: {selector: "
                        + selector + "}}");
    }

    private static Manifest deployment(String labels, String selector, String pods) {
        return manifest(NAMES.formatted(labels, selector, pods)).ofResource("api");
    }

    private static Manifest job(String name, String image) {
        return manifest("{apiVersion: 'batch/v1', kind: 'Job', metadata: {name: '" + name
                + "', namespace: 'shop'}, spec: {template: {spec: {containers: [{image: '" + image + "'}]}}}}");
    }
}
