package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.explain.ExplainJson;
import io.github.kitmaven.explain.ExplainText;
import io.github.kitmaven.explain.ExplainValue;
import io.github.kitmaven.explain.Explanation;
import io.github.kitmaven.explain.ValuePath;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Annotation;
import io.github.kitmaven.report.Validation;
import io.github.kitmaven.report.ValidationText;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.testing.SopsFiles;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Decrypted values too short to be looked for in every text, {@code 7}, {@code ab}, {@code true}, and an external {@code 64}:
 * in all that is told of a deploy, none shows where it stands.
 */
class ShortSecretsTest {
    private static final String VARS = "c-short.enc.yaml";
    private static final String OBJECT = "c-short-object.enc.yaml";
    private static final String KUBECONFIG = "c-short-kubeconfig.enc.yaml";
    private static final String TEMPLATE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, annotations: {note: "is {{short.word}} here", "key-{{short.word}}": x}}
            data:
              number: "{{short.number}}"
              flag: "{{short.flag}}"
              open: seen
              script: |
                begin
                exit {{short.number}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: {{short.number}}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  automountServiceAccountToken: {{short.flag}}
                  containers:
                    - name: web
                      image: acme/web:1
                      args: [--open, "--level={{short.number}}", "{{short.word}}"]
                      env:
                        - {name: WORD, value: {{short.word}}}
                        {{#web-con.env}}
                        - {name: {{name}}, value: "{{value}}"}
                        {{/web-con.env}}
                        - {name: OPEN, value: seen}
            """;
    private static final String OTHER_SETTINGS = """
            {"data": {"number": "8", "flag": "false", "open": "other", "script": "end"},
             "metadata": {"annotations": {"note": "none", "key-ab": "y"}}}
            """;
    private static final String OTHER_WEB = """
            {"spec": {"replicas": 8, "template": {"spec": {"automountServiceAccountToken": false,
              "containers": [{"name": "web", "args": ["--open", "--level=9"], "env": [{"name": "WORD", "value": "cd"},
                {"name": "PIN", "value": "65"}, {"name": "OPEN", "value": "other"}]}]}}}}
            """;
    private static final List<String> CHANGES = List.of(
            "metadata.annotations.note: <secret, old> -> <secret, new>",
            "metadata.annotations.<secret>: y -> x",
            "data.number: <secret, old> -> <secret, new>",
            "data.flag: <secret, old> -> <secret, new>",
            "data.open: other -> seen",
            "data.script: <secret, old> -> <secret, new>",
            "spec.replicas: <secret, old> -> <secret, new>",
            "spec.template.spec.automountServiceAccountToken: <secret, old> -> <secret, new>",
            "spec.template.spec.containers[web].args[1]: <secret, old> -> <secret, new>",
            "spec.template.spec.containers[web].args[2]: (none) -> <secret>",
            "spec.template.spec.containers[web].env[WORD].value: <secret, old> -> <secret, new>",
            "spec.template.spec.containers[web].env[PIN].value: <secret, old> -> <secret, new>",
            "spec.template.spec.containers[web].env[OPEN].value: other -> seen");

    @TempDir
    Path folder;

    private Repo repo;

    @BeforeEach
    void makeARepo() {
        repo = Repo.in(folder, "3")
                .with("type/develop-var.yaml", SopsFiles.text(VARS))
                .environment("SOPS_AGE_KEY", SopsFiles.key(VARS))
                .environment("PIN", "64")
                .with("resources/web.mustache", TEMPLATE)
                .cluster("dev", "resources: {web: {containers: {web-con: {env: [{name: PIN, external: true}]}}}}\n");
    }

    private Deployments deployments(TestCluster sandbox) {
        Cluster dev = sandbox.as("dev", "default", folder.resolve("clusters"));
        return deployments(dev, repo.render().desired());
    }

    private Deployments deployments(Cluster cluster, List<Desired> desired) {
        Deployments deployments = new Deployments(folder.resolve("target"));
        deployments.sops = repo.sops();
        return deployments.want(new Desired(cluster, List.of(), desired.get(0).manifests()));
    }

    @Test
    void aDeployAndADiffShowNoneNeitherTheOldNorTheNew() throws IOException {
        try (TestCluster sandbox = TestCluster.sandbox()) {
            Deployments deployments = deployments(sandbox);
            deployments.deploy();

            assertThat(deployments.said).noneMatch(line -> line.contains("of 7 replicas"));
            assertThat(json(deployments)
                            .at("/clusters/0/objects/1/health/reason")
                            .asText())
                    .isEqualTo("<secret> of <secret> replicas are available");

            String patched = "?fieldManager=x";
            TestServer server = sandbox.server();
            server.patch(
                    "/api/v1/namespaces/default/configmaps/settings" + patched, TestServer.STRATEGIC, OTHER_SETTINGS);
            server.patch("/apis/apps/v1/namespaces/default/deployments/web" + patched, TestServer.STRATEGIC, OTHER_WEB);
            deployments.plan = new PlanOptions(LabelSelector.parse(""), false, true, false, false);
            deployments.diff(false);

            assertThat(deployments.said)
                    .filteredOn(line -> line.startsWith("        "))
                    .map(String::strip)
                    .containsExactlyElementsOf(CHANGES);
            assertThat(changes(deployments)).containsExactlyElementsOf(CHANGES);

            deployments.plan = new PlanOptions(LabelSelector.parse(""), false, false, false, false);
            String conflict = deployments.failure();
            assertThat(conflict)
                    .contains(".metadata.annotations.<secret> is owned by x")
                    .contains(".spec.replicas is owned by x");
            assertThat(conflict + deployments.resultFile()).doesNotContainPattern("\\bab\\b");
        }
    }

    private static JsonNode json(Deployments deployments) throws IOException {
        return new ObjectMapper().readTree(deployments.resultFile());
    }

    private static List<String> changes(Deployments deployments) throws IOException {
        List<String> changes = new ArrayList<>();
        json(deployments)
                .findValues("changes")
                .forEach(list -> list.forEach(change -> changes.add(change.path("path")
                                .asText() + ": " + change.path("before").asText("(none)") + " -> "
                        + change.path("after").asText("(none)"))));
        return changes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {l: '{{short.word}} '}}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: 'A {{short.word}}'}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a-{{short.word}}}, {{short.word}}: {b: c}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: '{{short.word}}', labels: {l: ' '}}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: '{{short.word}}'}}",
                "{apiVersion: v1, kind: Secret, metadata: {name: a, labels: {l: 'ab '}}, stringData: {a: '{{short.word}}'}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: [{{short.word}}]}",
                "{apiVersion: v1, kind: '{{short.word}}', metadata: {name: a}}",
                "{apiVersion: '{{short.word}}', kind: ConfigMap, metadata: {name: a}}",
                "{apiVersion: v1, kind: [{{short.word}}: b",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, a: *{{short.word}}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, {{short.word}}: 1, ab: 2}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, a: !{{short.word}} b}",
                "{{short.word}}: b",
                "{{short.word}}",
            })
    void aRefusalShowsNoneEither(String template) {
        repo.with("resources/web.mustache", template);
        try (TestCluster sandbox = TestCluster.sandbox()) {
            String told;
            try {
                Deployments deployments = deployments(sandbox);
                told = deployments.failure() + deployments.said + deployments.resultFile();
            } catch (UserException e) {
                assertThat(e).hasNoCause();
                told = String.valueOf(e.getMessage());
            }
            assertThat(told).isNotEmpty().doesNotContainPattern("(?<![A-Za-z0-9])ab(?![A-Za-z0-9])");
        }
    }

    @Test
    void whatIsSecretOfANameShowsInNoTitle() {
        repo.with(
                "resources/web.mustache",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: missing-{{short.word}}}, spec: {"
                        + "selector: {matchLabels: {app: {{short.word}}}}, template: {metadata: {labels: {app: {{short.word}}}},"
                        + " spec: {containers: [{name: '{{short.word}}', image: 'acme/missing:1'}]}}}}");
        try (TestCluster sandbox = TestCluster.sandbox()) {
            Deployments deployments = deployments(sandbox);
            String failure = deployments.failure();

            assertThat(failure)
                    .contains("Deployment default/missing-<secret> in cluster dev is unhealthy: pod <secret>-")
                    .contains(", container <secret>: ImagePullBackOff");
            assertThat(deployments.said).contains("    + Deployment default/missing-<secret>");
            assertThat(deployments.resultFile()).contains("\"name\" : \"missing-<secret>\"");
            assertThat(failure + deployments.said + deployments.resultFile())
                    .doesNotContainPattern("(?<![A-Za-z0-9])ab(?![A-Za-z0-9])");
        }
    }

    @Test
    void theNamespaceOfAnEncryptedKubeconfigShowsNowhere() {
        try (TestCluster sandbox = TestCluster.sandbox()) {
            Cluster dev = sandbox.as("dev", "", folder.resolve("clusters"));
            Folders.write(folder.resolve("clusters/dev/kubeconfig.yaml"), SopsFiles.text(KUBECONFIG));
            Deployments deployments = deployments(dev, repo.render().desired());
            deployments.environment = Map.of("SERVER", sandbox.server().url().toString());

            String failure = deployments.failure();

            assertThat(failure)
                    .contains(
                            "ConfigMap <secret>/settings in cluster dev has no namespace to be in:"
                                    + " namespaces \"<secret>\" not found. Add namespaces/dev/<secret>.yaml with that Namespace");
            assertThat(failure + deployments.said + deployments.resultFile()).doesNotContainPattern("\\bab\\b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"copied", "given", "namespace"})
    void ofManifestsThatAreNotRenderedNoneShows(String how) throws IOException {
        Render.Request request = new Render.Request(folder, Selection.of("", "", ""), DeployId.NONE, Optional.empty());
        List<Desired> desired = switch (how) {
            case "copied" ->
                repo.with("resources/copied.yaml", SopsFiles.text(OBJECT))
                        .cluster("dev", "resources: {web: {file: copied.yaml, containers: {web-con: {}}}}\n")
                        .render()
                        .desired();
            case "given" -> {
                Folders.write(folder.resolve("given/dev/a.yml"), SopsFiles.text(OBJECT));
                yield new GivenManifests(folder.resolve("given"), repo.sops()).of(request);
            }
            default ->
                repo.with("namespaces/dev/a.yaml", SopsFiles.text(OBJECT))
                        .with("resources/web.mustache", "# nothing")
                        .render()
                        .desired();
        };
        try (TestCluster sandbox = TestCluster.sandbox()) {
            Deployments deployments = deployments(sandbox.as("dev", "default", folder.resolve("clusters")), desired);
            deployments.options =
                    new DeployOptions(false, false, DeployOptions.Wait.NONE, true, deployments.options.rollout());
            deployments.deploy();
            sandbox.server()
                    .patch(
                            "/apis/apps/v1/namespaces/default/deployments/copied?fieldManager=x",
                            TestServer.STRATEGIC,
                            "{\"spec\": {\"replicas\": 8, \"paused\": false, \"template\": {\"spec\": {\"containers\":"
                                    + " [{\"name\": \"copied\", \"env\": [{\"name\": \"PIN\", \"value\": \"89\"}]}]}}},"
                                    + " \"metadata\": {\"annotations\": {\"word\": \"cd\", \"open\": \"other\"}}}");
            deployments.plan = new PlanOptions(LabelSelector.parse(""), false, true, false, false);
            deployments.diff(false);

            assertThat(changes(deployments))
                    .filteredOn(change -> !change.contains("deployment.kubernetes.io/revision"))
                    .containsExactlyInAnyOrder(
                            "metadata.annotations.word: <secret, old> -> <secret, new>",
                            "metadata.annotations.open: other -> seen",
                            "spec.replicas: <secret, old> -> <secret, new>",
                            "spec.paused: <secret, old> -> <secret, new>",
                            "spec.template.spec.containers[copied].env[PIN].value: <secret, old> -> <secret, new>");
        }
    }

    @Test
    void aValidationShowsNone() throws IOException {
        repo.with("resources/web.mustache", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, labels: {l: "{{short.word}} ", "k {{short.word}}": x}}
                spec:
                  replicas: -{{short.number}}
                  strategy: {type: {{short.word}}}
                  {{short.word}}: 1
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      automountServiceAccountToken: "{{short.flag}}"
                      restartPolicy: {{short.word}}
                      containers:
                        - name: web
                          image: acme/web:1
                          ports: [{containerPort: {{short.number}}}, {containerPort: {{short.number}}}]
                          resources: {limits: {cpu: {{short.word}}}}
                          volumeMounts: [{name: {{short.word}}, mountPath: /a}, {name: none, mountPath: /b}]
                      volumes: [{name: c{{short.word}}, emptyDir: {}}]
                """);

        Validation validation = repo.validate();

        List<String> texts = validation.findings().stream()
                .map(finding -> ValidationText.of(finding).replaceFirst(".*Deployment web: ", ""))
                .toList();
        assertThat(texts)
                .map(text -> text.replaceFirst("\\. .*", ""))
                .containsExactlyInAnyOrder(
                        "base-var.yaml:2:1: No template uses the var deployment",
                        "metadata.labels.l can't be <secret> ",
                        "<secret> can't be the key of a label",
                        "spec.replicas can't be -<secret>",
                        "spec.strategy.type can't be <secret>",
                        "Kubernetes knows no field spec.<secret>",
                        "spec.template.spec.automountServiceAccountToken must be true or false, not a string",
                        "spec.template.spec.restartPolicy can't be <secret>",
                        "spec.template.spec.containers[0].ports[1] has the same containerPort <secret> and protocol TCP"
                                + " as spec.template.spec.containers[0].ports[0]",
                        "spec.template.spec.containers[0].resources.limits.cpu is no quantity: <secret>",
                        "spec.template.spec.containers[0].volumeMounts[0].name names the volume <secret>, which the pod"
                                + " doesn't have",
                        "spec.template.spec.containers[0].volumeMounts[1].name names the volume none, which the pod doesn't"
                                + " have");
        String all = texts + Files.readString(folder.resolve("target/validate.json")) + Annotation.of(validation);
        assertThat(all)
                .contains("There is c<secret>.")
                .doesNotContain("cab")
                .doesNotContainPattern("(?<![A-Za-z0-9])ab(?![A-Za-z0-9])")
                .doesNotContainPattern("be -?7");
    }

    @Test
    void anExplanationOfAnyLineShowsWhatMayBe() throws IOException {
        RenderedLines lines = new RenderedLines(
                repo.render().clusters().get(0).files().get(0).as("").shown());
        for (int i = 1; i <= lines.all().size(); i++) {
            Explanation explanation = explain().line(repo.request(), RenderedLine.of("dev/web.yaml:" + i));
            String text = String.join("\n", ExplainText.of(explanation));
            JsonNode json = new ObjectMapper().readTree(ExplainJson.of(explanation));

            assertThat(text)
                    .startsWith("dev/web.yaml:" + i + " is: "
                            + lines.all().get(i - 1).strip());
            assertThat(json.at("/line/text").asText()).isEqualTo(lines.all().get(i - 1));
            json.path("values").forEach(value -> {
                boolean secret = value.path("path").asText().startsWith("short.")
                        || value.path("path").asText().endsWith(".value");
                assertThat(value.path("value").asText().equals("<secret>")).isEqualTo(secret);
                value.path("settings")
                        .forEach(setting -> assertThat(
                                        setting.path("value").asText().equals("<secret>"))
                                .isEqualTo(secret));
            });
            assertThat(text + json).doesNotContainPattern("\\b(ab|64)\\b");
        }
    }

    private record RenderedLines(String text) {
        List<String> all() {
            return text.lines().toList();
        }
    }

    @Test
    void anExplanationOfAPathShowsNoneAlsoWhereAnotherLayerHidesIt() {
        repo.with("clusters/dev/configuration-var.yaml", "kind: ResourceConfig\nshort: {number: 5}\n");

        assertThat(ExplainText.of(explain().path(repo.request(), "", ValuePath.of("short.number"))))
                .startsWith(
                        "short.number in cluster dev for resource web is: 5",
                        "  => cluster  clusters/dev/configuration-var.yaml:2:17  5",
                        "     type     type/develop-var.yaml:5:13                <secret>");
        assertThat(ExplainText.of(explain().path(repo.request(), "", ValuePath.of("short"))))
                .contains(
                        "    word: <secret>    # type/develop-var.yaml:6:11",
                        "    flag: <secret>    # type/develop-var.yaml:7:11");
        assertThat(ExplainValue.of(explain().path(repo.request(), "", ValuePath.of("short.ports"))))
                .singleElement()
                .asString()
                .startsWith("[\"<secret>\"");
        assertThat(ExplainValue.of(explain().path(repo.request(), "", ValuePath.of("short.word"))))
                .containsExactly("<secret>");
        assertThat(ExplainText.of(explain().path(repo.request(), "", ValuePath.of("short.ports")))
                        .get(1))
                .isEqualTo("    - <secret>  # type/develop-var.yaml:10:11");
    }

    private Explain explain() {
        return new Explain(Map.of("PIN", "64"), repo.sops(), (root, places) -> Optional.empty());
    }

    @Test
    void aRunThatFailsShowsNone() {
        repo.with("resources/web.mustache", "{{short.word.x}}{{short.wrd}}");
        assertThatThrownBy(repo::render).hasMessageNotContaining("ab.").hasNoCause();
    }
}
