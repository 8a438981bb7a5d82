package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kitmaven.event.Event;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.EnvApiServer;
import io.github.kitmaven.testing.EnvApiServer.Answer;
import io.github.kitmaven.testing.EnvApiServer.Script;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables from env-api, a real server. */
class EnvApiTest {
    private static final String ANNOTATIONS = "annotations: {kit-deploymentizer/env-api-service: web-vars%s}";
    private static final String VALUES = "{\"values\": {\"PASSWORD\": \"s3cr3t/x\", \"ON\": \"true\"}}";

    @TempDir
    private Path root;

    private Repo repo;

    @BeforeEach
    void aRepo() {
        repo = Repo.in(root, "3")
                .with("resources/web.mustache", "{{#web-con.env}}{{name}}={{value}} {{/web-con.env}}")
                .environment("ENVAPI_ACCESS_TOKEN", EnvApiServer.TOKEN);
        options("3", "");
        annotate("");
    }

    @Test
    void theTokenAndAllValuesAreSecretEscapedTooAndNoToStringShowsThem() {
        try (EnvApiServer server = start(request -> Answer.json(200, VALUES))) {
            Render.Result rendered = repo.render();

            assertThat(rendered.kit().sops().secrets().mask("s3cr3t/x s3cr3t&#x2F;x open " + EnvApiServer.TOKEN))
                    .isEqualTo("<secret> <secret> open <secret>");
            assertThat(rendered.toString()).doesNotContain("s3cr3t");
            assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "PASSWORD=s3cr3t/x ON=true "));
            assertThat(server.requests()).isNotEmpty();
        }
    }

    @Test
    void eachQuestionIsAskedOnceAndAllAtOnce() {
        for (String cluster : new String[] {"b", "c", "d"}) {
            repo.cluster(cluster, "");
        }
        String container = "{file: %s.mustache, " + ANNOTATIONS.formatted("") + "}";
        repo.with("base-cluster.yaml", """
                kind: ClusterNamespace
                metadata: {name: base, branch: master}
                resources:
                  web: %s
                  twin: %s
                  other: {file: other.mustache, annotations: {kit-deploymentizer/env-api-service: other-vars}}
                  plain: {file: plain.mustache}
                """.formatted(container.formatted("web"), container.formatted("twin")));
        for (String resource : new String[] {"web", "twin", "other", "plain"}) {
            repo.with(
                    "resources/" + resource + ".mustache",
                    "{{#" + resource + ".env}}{{name}} {{/" + resource + ".env}}");
        }
        // four clusters, two questions each: none is answered before all are asked
        CountDownLatch asked = new CountDownLatch(8);

        try (EnvApiServer server = start(request -> {
            asked.countDown();
            return asked.await(60, TimeUnit.SECONDS) ? Answer.json(200, VALUES) : Answer.json(400, "");
        })) {
            assertThat(repo.texts())
                    .hasSize(16)
                    .containsEntry("d/twin.yaml", "PASSWORD ON ")
                    .containsEntry("d/plain.yaml", "");
            assertThat(server.requests()).hasSize(8).doesNotHaveDuplicates();
        }
    }

    @Test
    void asManyQuestionsAreUnderWayAsAreAllowedAndNoMore() {
        options("3", ", parallelism: 2");
        repo.cluster("b", "").cluster("c", "").cluster("d", "");
        AtomicInteger running = new AtomicInteger();
        CyclicBarrier pair = new CyclicBarrier(2);

        try (EnvApiServer server = start(request -> {
            int now = running.incrementAndGet();
            pair.await(60, TimeUnit.SECONDS);
            running.decrementAndGet();
            return Answer.json(now <= 2 ? 200 : 400, VALUES);
        })) {
            assertThat(repo.texts()).hasSize(4);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', web?ref=main",
        "abcdef0, '', web?ref=abcdef0",
        "abcdef0, ', kit-deploymentizer/env-api-resource: team/a b', team/a%20b?ref=main",
        "abcdef0, ', kit-deploymentizer/env-api-branch: rel', web?ref=rel"
    })
    void versionFourTakesTheRefOfTheAnnotationOrElseTheCommitOfItsOwnResource(
            String commit, String annotation, String asked) {
        options("3", ", version: v4, defaultBranch: main");
        annotate(annotation);
        repo.commit(commit, false);

        try (EnvApiServer server = start(request -> Answer.json(200, "{\"values\": []}"))) {
            repo.render();
            assertThat(server.requests())
                    .containsExactly("GET /api/v4/resources/" + asked.replace("?", "/deployment-environments/dev?")
                            + " " + EnvApiServer.TOKEN + " ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {} | 401. Set ENVAPI_ACCESS_TOKEN to a token that may read these values.",
                "403 | {\"status\": \"error\", \"message\": \"t0ken-of-env-api is old\"} | 403: <secret> is old."
                        + " Set ENVAPI_ACCESS_TOKEN to a token that may read these values.",
                "404 | {\"status\": \"error\", \"message\": \"no\\nfile\", \"errors\": [\"a\", \"b\"]} | 404: no file; a; b."
                        + " Add the values to env-api, or correct the annotations of the container.",
                "404 | {\"message\": \"s3cr3t\"} | 404."
                        + " Add the values to env-api, or correct the annotations of the container.",
                "302 | '' | 302. Set apiUrl to the address that the server redirects to.",
                "400 | s3cr3t | 400. Check the address and the version of env-api.",
                "204 | '' | 204. Check the address and the version of env-api.",
                "206 | {\"values\": {\"A\": \"s3cr3t\"}, \"errors\": [\"B is missing, not s3cr3t\"]}"
                        + " | 206, only part of the values: B is missing, not <secret>."
                        + " Complete the values in env-api, or set the option allowPartial: true.",
                "200 | <html>s3cr3t</html> | 200 with a body that is no JSON object, but application/json."
                        + " Check that this is the address of an env-api.",
                "200 | {\"values\": {\"A\": \"s3cr3t\" | 200 with a body that is no JSON object, but application/json."
                        + " Check that this is the address of an env-api.",
                "200 | [1] | 200 with a body that is no JSON object, but application/json."
                        + " Check that this is the address of an env-api.",
                "200 | {\"values\": [\"s3cr3t\"]} | 200 with values that are not those of env-api v3."
                        + " Check the option version of the plugin."
            })
    void whatTheServerRefusesIsSaidWithPlaceAddressAndRemedyButWithoutSecrets(int status, String body, String said) {
        try (EnvApiServer server = start(request -> Answer.json(status, body))) {
            assertThatThrownBy(repo::render)
                    .isInstanceOf(UserException.class)
                    .hasMessage("base-cluster.yaml:5:109: env-api, asked for web-vars in cluster dev at " + server.url()
                            + "/v3/vars, answered " + said)
                    .hasNoCause()
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void anotherContentTypeIsReadIfItIsJson() {
        try (EnvApiServer server = start(request -> Answer.json(200, VALUES).header("Content-Type", "text/html"))) {
            assertThat(repo.texts()).containsExactly(entry("dev/web.yaml", "PASSWORD=s3cr3t/x ON=true "));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, ''", "2, ', allowPartial: true'", "3, ', allowPartial: true'"})
    void partOfTheValuesIsAWarningWhereThatIsAllowed(String version, String option) {
        options(version, option);

        try (EnvApiServer server = start(request -> Answer.json(206, VALUES.replace("}}", "}, \"errors\": \"X\"}")))) {
            assertThat(repo.render().clusters().get(0).failures()).isEmpty();
            assertThat(repo.events())
                    .hasSize(1)
                    .allSatisfy(
                            event -> assertThat(
                                            ((Event.Warned) event).diagnostic().text())
                                    .endsWith(
                                            server.url()
                                                    + "/v3/vars, answered 206, only part of the values: X. Complete the values in env-api."));
        }
    }

    @Test
    void allThatFailsIsSaidAtOnceAndWhereFailureIsAllowedTheOthersGoOn() {
        String gone =
                "resources: {gone: {file: web.mustache, annotations: {kit-deploymentizer/env-api-service: gone}}}\n";
        repo.cluster("b", gone).cluster("c", gone);
        Script script = request -> request.contains("\"gone\"") ? Answer.json(404, "{}") : Answer.json(200, VALUES);

        try (EnvApiServer server = start(script)) {
            assertThatThrownBy(repo::render)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("gone in cluster b")
                    .hasMessageContaining("gone in cluster c");
            repo.cluster("b", "  allowFailure: true\n" + gone).cluster("c", "");
            assertThat(repo.texts()).containsOnlyKeys("b/web.yaml", "c/web.yaml", "dev/web.yaml");
            assertThat(repo.events().toString()).contains("gone in cluster b");
            assertThat(server.requests()).isNotEmpty();
        }
    }

    @Test
    void aServerThatIsBrokenIsNotTheUsersFault() {
        repo.cluster("b", "resources: {job: {image_tag: acme/none}}\n");

        try (EnvApiServer server = start(request -> Answer.json(503, "").header("Retry-After", "3600"))) {
            assertThatThrownBy(repo::render)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("in cluster dev at " + server.url()
                            + "/v3/vars, answered 503, try again in 3600 s. Look into the server's log, and run again.")
                    .hasMessageContaining("There is no image of acme/none");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENVAPI_ACCESS_TOKEN | '' | http://h | needs a token, but the variable ENVAPI_ACCESS_TOKEN is not set.",
                "ENVAPI_ACCESS_TOKEN | s3cr3t s3cr3t | http://h | is no token: it holds more than visible ASCII characters.",
                "ENVAPI_URL | http://u:s3cr3t@host | x | The variable ENVAPI_URL is not the address of a server.",
                "ENVAPI_URL | s3cr3t | x | The variable ENVAPI_URL is not the address of a server.",
                "X | x | http://u:s3cr3t@host/ | kit.yaml:7:43: plugin.options.apiUrl is not the address of a server.",
                "X | x | 'http://h, timeout: 0' | kit.yaml:7:62: plugin.options.timeout is 0. Write a whole number above 0.",
                "X | x | 'http://h, version: v5' | kit.yaml:7:62: env-api has no version v5. Write v3 or v4.",
                "X | x | 'http://h, apiurl: x' | kit.yaml:7:53: The option plugin.options.apiurl is not known.",
                "X | x | '' | plugin.options.apiUrl is missing. Add it: the address of env-api."
            })
    void aWrongOptionIsNamedWithoutItsValueIfThatMayBeSecret(String variable, String value, String url, String said) {
        repo.environment(variable, value).with("kit.yaml", kit("3", url.isEmpty() ? "" : "apiUrl: " + url));

        assertThatThrownBy(repo::render)
                .isInstanceOf(UserException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("s3cr3t");
    }

    private EnvApiServer start(Script script) {
        EnvApiServer server = EnvApiServer.start(script);
        repo.environment("ENVAPI_URL", server.url());
        return server;
    }

    private void annotate(String more) {
        repo.cluster("dev", "");
        repo.with(
                "base-cluster.yaml",
                "kind: ClusterNamespace\nmetadata: {name: base, branch: master}\nresources:\n  web:\n"
                        + "    {file: web.mustache, containers: {web-con: {image: x, "
                        + ANNOTATIONS.formatted(more) + "}}}\n");
    }

    private void options(String version, String more) {
        repo.with("kit.yaml", kit(version, "apiUrl: http://127.0.0.1:9/api/" + more));
    }

    private static String kit(String version, String options) {
        return """
                version: "%s"
                base: {path: .}
                images: {path: images}
                type: {path: type}
                cluster: {path: clusters}
                resources: {path: resources}
                plugin: {%s: env-api, options: {%s}}
                """.formatted(version, version.equals("2") ? "path" : "name", options);
    }
}
