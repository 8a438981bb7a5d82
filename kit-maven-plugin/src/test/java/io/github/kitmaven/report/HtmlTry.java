package io.github.kitmaven.report;

import io.github.kitmaven.testing.Chromium;
import io.github.kitmaven.testing.ChromiumPage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTry {
    @Test
    void all() throws Exception {
        Path to = Path.of("/tmp/html6");
        Path shop = Fleets.shop(to.resolve("shop/index.html"));
        Path large = Fleets.large(to.resolve("large/index.html"), 100, 50);
        Path plan = Fleets.plan(to.resolve("plan/index.html"));
        Path broken = Fleets.broken(to.resolve("broken/index.html"));
        try (Chromium browser = Chromium.start(to)) {
            ChromiumPage page = browser.page();
            page.look(1360, 900, "screen", Map.of("prefers-color-scheme", "light"));
            page.open(shop, "");
            page.picture(to.resolve("light.png"), true);
            page.open(shop, "row=checkout&cluster=eu-1");
            page.picture(to.resolve("cell.png"), false);
            page.eval("document.querySelector('.body').scrollTop = 700");
            page.picture(to.resolve("cell2.png"), false);
            page.open(shop, "row=api");
            page.picture(to.resolve("row.png"), false);
            page.open(shop, "cluster=us-2");
            page.picture(to.resolve("cluster.png"), false);
            page.open(large, "");
            page.picture(to.resolve("large.png"), true);
            page.open(plan, "");
            page.picture(to.resolve("plan.png"), true);
            page.open(broken, "");
            page.picture(to.resolve("broken.png"), true);
            page.look(400, 800, "screen", Map.of("prefers-color-scheme", "light"));
            page.open(shop, "");
            page.picture(to.resolve("narrow.png"), true);
            page.look(1360, 900, "screen", Map.of("prefers-color-scheme", "dark"));
            page.open(shop, "show=failed");
            page.picture(to.resolve("dark.png"), true);
            page.look(1360, 900, "", Map.of("prefers-color-scheme", "light"));
            page.open(shop, "");
            page.print(to.resolve("print.pdf"));
            page.scripts(false);
            page.open(shop, "");
            page.picture(to.resolve("noscript.png"), true);
            System.out.println(page.errors + " " + page.requests);
        }
    }
}
