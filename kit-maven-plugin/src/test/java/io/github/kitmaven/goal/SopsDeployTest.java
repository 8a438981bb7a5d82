package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.model.Cluster;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.testing.SopsFiles;
import io.github.kitmaven.testing.TestCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repo with encrypted files, from its layers to the cluster and to everything that is told of it. */
class SopsDeployTest {
    private static final String LAYER = "c-layer.enc.yaml";
    private static final List<String> VALUES =
            List.of("correct-horse", "db.example.com", "48151623", "first line of it", "second line of it", "value");

    @TempDir
    Path folder;

    private Repo repo;

    @BeforeEach
    void makeARepo() {
        repo = Repo.in(folder, "3")
                .with("type/develop-var.yaml", SopsFiles.text(LAYER))
                .environment("SOPS_AGE_KEY", SopsFiles.key(LAYER) + "\n" + SopsFiles.key("a"))
                .with("resources/web.mustache", "{{database.password}} {{database.pin}} {{database.tls}}");
    }

    @Test
    void everyFileOfTheRepoMayBeEncrypted() {
        repo.with("resources/copied.yaml", SopsFiles.text("a-secret.enc.yaml"))
                .with("namespaces/dev/shop.yaml", SopsFiles.text("a-secret.enc.yaml"))
                .cluster("dev", "resources:\n  more: {file: copied.yaml}\n");

        Render.Result rendered = repo.render();

        assertThat(rendered.clusters().get(0).files())
                .extracting(file ->
                        file.name() + ": " + file.text().lines().findFirst().orElseThrow())
                .containsExactly("web.yaml: correct-horse 48151623 true", "copied.yaml: apiVersion: v1");
        assertThat(rendered.clusters().get(0).files().get(1).text())
                .contains("  key: \"value\"\n")
                .doesNotContain("ENC[");
        assertThat(rendered.clusters().get(0).namespaces())
                .singleElement()
                .satisfies(secret ->
                        assertThat(secret.tree().at("/stringData/key").asText()).isEqualTo("value"));
    }

    @Test
    void imageAndEnvironmentFilesMayBeToo() {
        repo.with("kit.yaml", """
                        version: "3"
                        base: {path: .}
                        images: {path: images, property: kind}
                        type: {path: type}
                        cluster: {path: clusters}
                        resources: {path: resources}
                        plugin: {path: file-config, options: {configPath: env}}
                        """)
                .with("images/acme/web/master.yaml", SopsFiles.text("c-layer.enc.yaml"))
                .with("env/web/dev-env.json", SopsFiles.text("c-env.enc.json"))
                .with("resources/web.mustache", "{{web-con.image}} {{web-con.env.0.value}} {{web-con.n}}")
                .cluster("dev", "resources: {web: {containers: {web-con: {name: web}}}}\n");

        assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "ResourceConfig json-s3cr3t 12"));
        assertThat(repo.secrets().mask("json-s3cr3t")).isEqualTo("<secret>");
    }

    @Test
    void givenManifestsMayBeToo() {
        Folders.write(folder.resolve("given/dev/a.yml"), SopsFiles.text("a-secret.enc.yaml"));
        Render.Request request = new Render.Request(folder, Selection.of("", "", ""), DeployId.NONE, Optional.empty());

        List<Desired> desired = new GivenManifests(folder.resolve("given"), repo.sops()).of(request);

        assertThat(desired.get(0).manifests())
                .singleElement()
                .satisfies(secret ->
                        assertThat(secret.tree().at("/stringData/key").asText()).isEqualTo("value"));
        assertThat(repo.secrets().in("value")).isTrue();
    }

    @Test
    void withoutTheKeyTheFileAndItsRecipientsAreNamedAndNothingIsRendered() {
        repo.environment("SOPS_AGE_KEY", SopsFiles.key("b"));
        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "type/develop-var.yaml:11:1: The file is encrypted for age1gzvkfzunc4r5xd7upyfgv5wm0ut"
                                + "7p4f0yc0ygmsf9zu8sj9raaksjp8wh0, and none of the age keys of SOPS_AGE_KEY opens it.");
    }

    @Test
    void aDecryptedValueShowsNowhere() {
        try (TestCluster sandbox = TestCluster.sandbox()) {
            Deployments deployments = deployments(sandbox, """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: settings, annotations: {host: "{{database.host}}"}}
                    data: {password: "{{database.password}}", pin: "{{database.pin}}", tls: "{{database.tls}}"}
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: login, labels: {pin: "{{database.pin}}"}}
                    stringData: {motd: {{{database.motd}}}, url: "https://{{database.host}}/{{database.password}}"}
                    ---
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: missing-48151623}
                    spec:
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec: {containers: [{name: web, image: acme/missing:1, env: [{name: A, value: "{{database.password}}"}]}]}
                    """.replace("{{{database.motd}}}", "\"{{database.host}}\""));
            StringBuilder shown = new StringBuilder(deployments.failure()); // the image never comes
            sandbox.server()
                    .patch(
                            "/api/v1/namespaces/default/configmaps/settings?fieldManager=x",
                            TestServer.STRATEGIC,
                            "{\"data\":{\"password\":\"other\",\"tls\":\"false\"}}");
            shown.append(deployments.said).append(deployments.resultFile());
            deployments.plan = new PlanOptions(LabelSelector.parse(""), false, true, false, false);
            deployments.diff(false);
            shown.append(deployments.said).append(deployments.resultFile());

            assertThat(deployments.said).contains("        data.password: <secret, old> -> <secret, new>");
            assertThat(shown)
                    .contains("Deployment default/missing-<secret>")
                    .contains("data.tls: <secret, old> -> <secret, new>");
            assertNoneIn(shown.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {l: '{{database.password}} '}}}",
                "{apiVersion: v1, kind: '{{database.password}}', metadata: {name: a}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: 'A {{database.host}}'}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, '{{database.password}}': {b: c}}",
                "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: '{{database.password}}'}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: '{{database.password}}'}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: [{{database.pin}}]}",
                "{apiVersion: v1, kind: [{{database.password}}: {{database.motd}}",
                "{{database.password}}: '{{database.motd}}",
                "{kind: '{{database.password}}'}",
                "{{database.password.x}}",
            })
    void aRefusalShowsNoneEither(String template) {
        try (TestCluster sandbox = TestCluster.sandbox()) {
            String told;
            try {
                Deployments deployments = deployments(sandbox, template);
                told = deployments.failure() + deployments.said + deployments.resultFile();
            } catch (UserException e) {
                assertThat(e).hasNoCause();
                told = repo.secrets().mask(String.valueOf(e.getMessage()));
            }
            assertThat(told).isNotEmpty();
            assertNoneIn(told);
        }
    }

    private Deployments deployments(TestCluster sandbox, String template) {
        repo.with("resources/web.mustache", template);
        Cluster dev = sandbox.as("dev", "default", folder.resolve("clusters"));
        Deployments deployments = new Deployments(folder.resolve("target"));
        deployments.sops = repo.sops();
        List<Desired> desired = repo.render().desired();
        return deployments.want(new Desired(dev, List.of(), desired.get(0).manifests()));
    }

    private static void assertNoneIn(String shown) {
        Stream<String> forms = VALUES.stream()
                .filter(value -> !value.equals("value"))
                .flatMap(value ->
                        Stream.of(value, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        assertThat(forms.filter(shown::contains)).as(shown).isEmpty();
    }
}
