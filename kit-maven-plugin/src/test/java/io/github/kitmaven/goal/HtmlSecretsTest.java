package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.report.HtmlReport;
import io.github.kitmaven.sandbox.TestServer;
import io.github.kitmaven.testing.Repo;
import io.github.kitmaven.testing.SopsFiles;
import io.github.kitmaven.testing.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a deploy with secrets, long ones and short ones, holds none: neither as data nor in its summary. */
class HtmlSecretsTest {
    private static final String LONG = "c-layer.enc.yaml";
    private static final String SHORT = "c-short.enc.yaml";
    private static final String TEMPLATE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, annotations: {host: "{{database.host}}", note: "is {{short.word}} here"}}
            data:
              password: "{{database.password}}"
              word: "{{short.word}}"
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: login}
            stringData: {url: "https://{{database.host}}/{{database.password}}"}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web-{{database.pin}}}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: acme/crash:1, args: ["{{database.password}}", "{{short.word}}"]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void aPageHoldsNoSecret() throws IOException {
        Repo repo = Repo.in(folder, "3")
                .with("type/develop-var.yaml", SopsFiles.text(LONG))
                .with("base-var.yaml", SopsFiles.text(SHORT))
                .environment("SOPS_AGE_KEY", SopsFiles.key(LONG))
                .with("resources/web.mustache", TEMPLATE);
        Path page = folder.resolve("target/index.html");
        try (TestCluster sandbox = TestCluster.sandbox()) {
            Deployments deployments = new Deployments(folder.resolve("target"));
            deployments.sops = repo.sops();
            deployments.outputs = List.of(new HtmlReport(page));
            deployments.want(new Desired(
                    sandbox.as("dev", "default", folder.resolve("clusters")),
                    List.of(),
                    repo.render().desired().get(0).manifests()));
            deployments.failure(); // it crashes
            assertThat(told(page)).contains("Deployment default/web-\\u003Csecret\\u003E in cluster dev is unhealthy");
            assertNoneIn(told(page));

            sandbox.server()
                    .patch(
                            "/api/v1/namespaces/default/configmaps/settings?fieldManager=x",
                            TestServer.STRATEGIC,
                            "{\"data\":{\"password\":\"other\",\"word\":\"cd\"}}");
            deployments.plan = new PlanOptions(LabelSelector.parse(""), false, true, false, false);
            deployments.diff(false);
            assertThat(told(page))
                    .contains("\"goal\":\"diff\"")
                    .contains("\"path\":\"data.password\",\"before\":\"\\u003Csecret, old\\u003E\"");
            assertNoneIn(told(page));
        }
    }

    /** The page without its own looks and script. */
    private static String told(Path page) throws IOException {
        String text = Files.readString(page);
        return text.substring(text.indexOf("</style>"), text.lastIndexOf("<script>"));
    }

    private static void assertNoneIn(String told) {
        for (String secret : List.of("correct-horse", "db.example.com", "48151623")) {
            assertThat(told)
                    .doesNotContain(
                            secret, Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(told).doesNotContainPattern("(?<![A-Za-z0-9])ab(?![A-Za-z0-9])");
    }
}
