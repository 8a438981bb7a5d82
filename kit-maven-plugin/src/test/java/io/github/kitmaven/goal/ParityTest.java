package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.config.DeployId;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.testing.Folders;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repo of kit-deploymentizer renders to the bytes that the original wrote for it. */
class ParityTest {
    private static final Path SHOP = Path.of("src/test/resources/parity/shop").toAbsolutePath();
    private static final Map<String, String> ENVIRONMENT = Map.of("STRIPE_KEY", "sk_test_123", "STRIPE_MODE", "test");

    @TempDir
    private Path temp;

    @Test
    void everyFileOfTheShopIsEqualBothWays() {
        Path repo = Folders.copy(SHOP, temp.resolve("repo"));
        Path out = temp.resolve("out");
        Render.Result result = new Render(ENVIRONMENT, event -> {})
                .run(new Render.Request(repo, Selection.of("", "", ""), DeployId.NONE, Optional.of(out)));
        result.write();

        assertThat(Folders.read(out)).isEqualTo(Folders.read(SHOP.resolve("expected")));
        assertThat(result.clusters())
                .extracting(cluster -> cluster.cluster().name())
                .containsExactly("dev", "eu-prod");
    }
}
