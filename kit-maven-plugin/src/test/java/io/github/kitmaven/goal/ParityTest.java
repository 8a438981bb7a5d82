package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repo of kit-deploymentizer renders to the bytes that the original wrote for it: every file is compared, both ways.
 * {@code shop} is a repo as people have it; {@code odd} holds the corners of layers, environments and values.
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

    private void assertParity(String name, String expected, Selection selection, DeployId deployId) {
        Path repo = Folders.copy(REPOS.resolve(name), temp.resolve("repo"));
        Path out = temp.resolve("out");

        new Render(ENVIRONMENT, NoSops.create(), event -> {})
                .run(new Render.Request(repo, selection, deployId, Optional.of(out)))
                .write();

        assertThat(Folders.read(out)).isEqualTo(Folders.read(REPOS.resolve(name).resolve(expected)));
    }
}
