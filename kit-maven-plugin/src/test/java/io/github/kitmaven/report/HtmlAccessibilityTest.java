package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.testing.Chromium;
import io.github.kitmaven.testing.ChromiumPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as axe-core judges it: names, roles, contrast, keyboard. Run with {@code -Dkit.test.without=none}. */
@Tag("browser")
@Timeout(120)
class HtmlAccessibilityTest {
    @TempDir
    static Path folder;

    private static Chromium browser;
    private static Path shop;
    private static String axe;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = Chromium.start(folder);
        shop = Fleets.shop(folder.resolve("shop/index.html"));
        try (InputStream in = HtmlAccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "light, 1400, ''",
        "dark, 1400, ''",
        "light, 400, ''",
        "light, 1400, show=failed&q=check",
        "dark, 1400, show=failed",
        "light, 1400, row=checkout&cluster=eu-1",
        "dark, 1400, row=checkout&cluster=eu-1",
        "light, 1400, row=api",
        "dark, 400, cluster=us-2",
    })
    void nothingIsHardToUse(String scheme, int width, String hash) {
        ChromiumPage page = browser.page();
        page.look(width, 3500, "screen", Map.of("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce"));
        page.open(shop, hash);
        page.await("document.querySelectorAll('.cell').length > 0");
        page.eval(axe + "; true");

        assertThat(page.text("axe.run({resultTypes: ['violations']}).then(result => result.violations.flatMap(it =>"
                        + " it.nodes.map(node => `${it.id}: ${node.html.slice(0, 200)} ${node.any.map(one =>"
                        + " one.message).join()}`)).join('\\n'))"))
                .isEmpty();
        page.close();
    }
}
