package io.github.kitmaven.report;

import io.github.kitmaven.testing.Chromium;
import io.github.kitmaven.testing.ChromiumPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Takes the pictures of the manual: its first argument is the folder that they go to. */
public final class PageScreenshots {
    private PageScreenshots() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path pictures = Path.of(arguments[0]);
        Path folder = Files.createTempDirectory("kit-pictures");
        Path shop = Fleets.shop(folder.resolve("shop/index.html"));
        try (Chromium browser = Chromium.start(folder)) {
            ChromiumPage page = browser.page();
            page.look(1360, 900, "screen", Map.of("prefers-color-scheme", "light", "prefers-reduced-motion", "reduce"));
            page.open(shop, "");
            page.picture(pictures.resolve("report.png"), false);
            page.open(shop, "row=checkout&cluster=eu-1");
            page.picture(pictures.resolve("report-details.png"), false);
            page.look(1360, 900, "screen", Map.of("prefers-color-scheme", "dark", "prefers-reduced-motion", "reduce"));
            page.open(shop, "");
            page.eval("document.getElementById('fleet').scrollIntoView()");
            page.await("document.querySelectorAll('.cell').length > 100");
            page.eval("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            page.picture(pictures.resolve("report-dark.png"), false);
        }
    }
}
