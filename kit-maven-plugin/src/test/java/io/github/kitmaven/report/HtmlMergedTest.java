package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.testing.Chromium;
import io.github.kitmaven.testing.ChromiumPage;
import io.github.kitmaven.testing.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of merged runs in a browser. Run with {@code -Dkit.test.without=none}. */
@Tag("browser")
@Timeout(120)
class HtmlMergedTest {
    @TempDir
    Path folder;

    private Chromium browser;
    private ChromiumPage page;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        browser = Chromium.start(folder);
        page = browser.page();
    }

    @AfterEach
    void stop() {
        assertThat(page.errors).isEmpty();
        browser.close();
    }

    /** The bars of a shard that began later begin later. */
    @Test
    void mergedRunsAreOneMatrixAndOneTimeline() throws IOException {
        Path later = Fleets.large(folder.resolve("later/index.html"), 3, 2).resolveSibling("result.json");
        Path shop = Fleets.shop(folder.resolve("shop/index.html")).resolveSibling("result.json");
        Instant begin = new SetClock().instant().plusSeconds(10);
        Files.writeString(
                later, Files.readString(later).replaceFirst("(\"startedAt\" : )\"[^\"]*\"", "$1\"" + begin + "\""));
        Path merged = folder.resolve("merged/index.html");
        List<ShardResult> shards = List.of(ShardResult.read(shop, "shop"), ShardResult.read(later, "later"));
        new HtmlReport(merged).ended(new MergedRun(shards, List.of()).report());

        page.open(merged, "");
        assertThat(page.text("document.getElementById('found').textContent")).endsWith("15 of 15 clusters");
        assertThat(page.eval("document.querySelectorAll('#lines tr').length").asInt())
                .isEqualTo(15);
        assertThat(page.text("document.querySelector('.heads').textContent")).contains("eu-1", "c001");
        String left = "parseFloat([...document.querySelectorAll('#lines tr')]"
                + ".find(row => row.textContent.startsWith('%s')).querySelector('.phase').style.left)";
        assertThat(page.eval(left.formatted("eu-1")).asDouble()).isZero();
        assertThat(page.eval(left.formatted("c001")).asDouble()).isGreaterThan(10);
    }
}
