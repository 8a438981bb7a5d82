package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.config.ServiceCommit;
import io.github.kitmaven.testing.EnvApiServer;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A repo of kit-deploymentizer renders to the bytes that the original wrote for it: every file is compared, both ways.
 * {@code shop} is a repo as people have it; {@code odd} holds the corners of layers, environments and values;
 * {@code env} those of the sources of variables, with what the original asked env-api, and what it was answered.
 */
class ParityTest {
    private static final Path REPOS = Path.of("src/test/resources/parity").toAbsolutePath();
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "STRIPE_KEY", "sk_test_123",
            "STRIPE_MODE", "test",
            "SECRET", "s&é",
            "HEX", "hé",
            "ASCII", "é",
            "BIN", "é",
            "RAW", "r=w");

    @TempDir
    private Path temp;

    @Test
    void theShopIsEqualToTheByte() {
        assertParity("shop", "expected", Selection.of("", "", ""), DeployId.NONE);
    }

    @Test
    void theOddRepoIsEqualToTheByte() {
        assertParity("odd", "expected", Selection.of("", "", ""), DeployId.NONE);
    }

    @Test
    void oneResourceWithADeployIdIsEqualToTheByte() {
        assertParity("odd", "expected-deploy", Selection.of("", "dev", "web"), new DeployId("r42", true));
    }

    @ParameterizedTest
    @CsvSource({"v3, '', false", "v4, 0a1b2c3d4e5f, true", "files, 0a1b2c3d4e5f, false"})
    void everySourceOfVariablesIsAskedAndMergedAsTheOriginalDid(String source, String commit, boolean image)
            throws IOException {
        Path repo = Folders.copy(REPOS.resolve("env"), temp.resolve("repo"));
        Files.copy(repo.resolve("kit-" + source + ".yaml"), repo.resolve("kit.yaml"));
        JsonNode answers =
                new ObjectMapper().readTree(repo.resolve("answers.json").toFile());
        Path out = temp.resolve("out");

        try (EnvApiServer server = EnvApiServer.start(request -> answer(answers, request))) {
            new Render(
                            Map.of(
                                    "KEY",
                                    "s3cr3t",
                                    "ENVAPI_ACCESS_TOKEN",
                                    EnvApiServer.TOKEN,
                                    "ENVAPI_URL",
                                    server.url()),
                            NoSops.create(),
                            event -> {})
                    .run(new Render.Request(
                            repo,
                            Selection.of("", "", ""),
                            DeployId.NONE,
                            Optional.of(out),
                            new ServiceCommit(commit, image)))
                    .write();

            Path requests = repo.resolve("requests-" + source + ".txt");
            assertThat(server.requests().stream().distinct())
                    .containsExactlyInAnyOrderElementsOf(
                            Files.exists(requests) ? Files.readAllLines(requests) : List.of());
        }
        assertThat(Folders.read(out)).isEqualTo(Folders.read(repo.resolve("expected-" + source)));
    }

    /** Answers as the server did that the original was run against: by resource in v4, by service in v3. */
    private static EnvApiServer.Answer answer(JsonNode answers, String request) {
        String asked = request.replaceFirst(
                "(?s).*(?:/resources/(.*)/deployment-environments|\"service\":\"(.*)\"}).*", "$1$2");
        JsonNode answer = answers.get(asked);
        return EnvApiServer.Answer.json(
                answer.get("status").asInt(), answer.get("body").toString());
    }

    private void assertParity(String name, String expected, Selection selection, DeployId deployId) {
        Path repo = Folders.copy(REPOS.resolve(name), temp.resolve("repo"));
        Path out = temp.resolve("out");

        new Render(ENVIRONMENT, NoSops.create(), event -> {})
                .run(new Render.Request(repo, selection, deployId, Optional.of(out)))
                .write();

        assertThat(Folders.read(out)).isEqualTo(Folders.read(REPOS.resolve(name).resolve(expected)));
    }
}
