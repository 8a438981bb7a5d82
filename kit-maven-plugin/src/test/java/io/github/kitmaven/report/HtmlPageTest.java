package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.testing.Chromium;
import io.github.kitmaven.testing.ChromiumPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of the report, and does with it, in a browser. Run with {@code -Dkit.test.without=none}. */
@Tag("browser")
@Timeout(120)
class HtmlPageTest {
    private static final String FOCUS =
            "document.activeElement.closest('[data-c]')?.textContent ?? document.activeElement.id";
    private static final String CELL =
            "[...document.querySelectorAll('.row')].find(row => row.firstChild.textContent.startsWith('%s'))"
                    + ".children[[...document.querySelectorAll('.heads > *')].findIndex(head => head.textContent.startsWith('%s'))]";

    @TempDir
    static Path folder;

    private static Chromium browser;
    private static Path shop;

    private ChromiumPage page;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = Chromium.start(folder);
        shop = Fleets.shop(folder.resolve("shop/index.html"));
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void openAPage() {
        page = browser.page();
        page.look(1400, 1000, "screen", Map.of("prefers-color-scheme", "light", "prefers-reduced-motion", "reduce"));
    }

    @AfterEach
    void nothingWentWrongAndNothingWasLoaded() {
        assertThat(page.errors).isEmpty();
        assertThat(page.requests).singleElement().asString().startsWith("file:///");
        page.close();
    }

    private void open(Path file, String hash) {
        page.open(file, hash);
        page.eval("scrollTo(0, document.getElementById('fleet')?.offsetTop ?? 0)");
    }

    private String cell(String row, String cluster) {
        String text = CELL.formatted(row, cluster);
        page.await(text + " !== undefined");
        return page.text(text + ".textContent");
    }

    private int count(String selector) {
        return page.eval("document.querySelectorAll('" + selector + "').length").asInt();
    }

    private String found() {
        return page.text("document.getElementById('found').textContent");
    }

    @Test
    void theHeadlineSaysWhetherItWorkedAndFailuresWhy() {
        open(shop, "");

        assertThat(page.text("document.title")).isEqualTo("Deploy failed on 7 of 12 clusters · kit");
        assertThat(page.text("document.querySelector('header').innerText"))
                .contains("Deploy failed on 7 of 12 clusters", "9f2c1e7ab04d", "Ada Byron", "38 s", "builds/4711")
                .contains("73 objects updated", "1 object not written")
                .contains("-Dkit.clusters=ap-1,eu-1,eu-2,us-1,us-2,stage-eu,dev");
        assertThat(page.text("document.querySelectorAll('.failure')[1].innerText"))
                .contains("Deployment shop/checkout is unhealthy in 3 clusters")
                .contains(
                        "12:00:08 ERROR fatal: PAYMENTS_URL is not set",
                        "Mend the cause",
                        "resources/checkout.mustache");
        assertThat(
                        page.text(
                                "[...document.querySelectorAll('.failure')].map(it => it.querySelectorAll('.chip').length).join()"))
                .isEqualTo("1,3,1,1,1");
    }

    @Test
    void theMatrixHasEveryResourceAndCluster() {
        open(shop, "");

        assertThat(count("[role=rowheader]")).isEqualTo(11);
        assertThat(count(".colhead")).isEqualTo(12);
        assertThat(cell("api", "eu-1")).isEqualTo("2.15.0~ updated✓ healthy");
        assertThat(cell("api", "eu-4")).isEqualTo("2.14.3= unchanged✓ healthy");
        assertThat(cell("checkout", "us-1")).isEqualTo("2.15.0~ updated✗ unhealthy");
        assertThat(cell("mailer", "us-2")).endsWith("… not written✗ refused");
        assertThat(cell("redis", "back-1")).isEqualTo("–");
        assertThat(cell("api", "ap-1")).isEqualTo("? unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '11 of 11 resources, 12 of 12 clusters'",
        "q=check, '1 of 11 resources, 11 of 12 clusters'",
        "q=check+us, '1 of 11 resources, 4 of 12 clusters'",
        "q=2.15.0&show=failed, '3 of 11 resources, 5 of 12 clusters'",
        "show=failed, '4 of 11 resources, 7 of 12 clusters'",
        "show=changed&env=staging, '4 of 11 resources, 2 of 12 clusters'",
        "show=unchanged&type=office, '5 of 11 resources, 1 of 12 clusters'",
        "kind=ConfigMap&show=changed, '5 of 11 resources, 10 of 12 clusters'",
        "q=nosuch, '0 of 11 resources, 0 of 12 clusters'",
        "show=nosuch, '11 of 11 resources, 12 of 12 clusters'"
    })
    void theAddressSaysWhatIsShown(String hash, String shown) {
        open(shop, hash);
        assertThat(found()).isEqualTo(shown);
    }

    @Test
    void whatIsSoughtAndChosenStandsInTheAddress() {
        open(shop, "");
        page.press("/");
        page.type("checkout");
        assertThat(found()).startsWith("1 of 11 resources");
        page.eval("document.querySelector('input[value=failed]').click()");
        assertThat(page.text("location.hash")).isEqualTo("#q=checkout&show=failed");
        assertThat(found()).isEqualTo("1 of 11 resources, 3 of 12 clusters");
        assertThat(count("#lines tr:not([hidden])")).isEqualTo(3);

        page.press("Escape");
        assertThat(page.text("location.hash")).isEqualTo("#show=failed");
        page.eval("document.getElementById('reset').click()");
        assertThat(found()).isEqualTo("11 of 11 resources, 12 of 12 clusters");
    }

    @Test
    void keysMoveInTheMatrixAndOpenAndCloseDetails() {
        open(shop, "");
        page.eval("document.querySelector('#grid [tabindex=\"0\"]').focus()");
        assertThat(page.text(FOCUS)).isEqualTo("ap-1✗ unreachable");
        page.press("ArrowRight");
        assertThat(page.text(FOCUS)).isEqualTo("eu-1✗ failed");
        page.press("ArrowDown");
        assertThat(page.text(FOCUS)).isEqualTo("2.15.0~ updated✓ healthy");
        page.press("Home");
        assertThat(page.text(FOCUS)).startsWith("api");
        page.press("ArrowLeft");
        page.press("End");
        assertThat(count("#grid [tabindex=\"0\"]")).isEqualTo(1);
        assertThat(page.text("document.activeElement.getAttribute('aria-colindex')"))
                .isEqualTo("13");

        page.press("Enter");
        assertThat(page.text("document.getElementById('details-title').textContent"))
                .isEqualTo("api in stage-us");
        assertThat(page.text("location.hash")).isEqualTo("#row=api&cluster=stage-us");
        page.press("Escape");
        page.await("!document.getElementById('details').open");
        page.await("location.hash === ''");
        assertThat(page.text("document.activeElement.getAttribute('aria-colindex')"))
                .isEqualTo("13");
    }

    @Test
    void detailsShowDifferencesWhereTheyComeFromAndWhatTheClusterTold() {
        open(shop, "row=checkout&cluster=eu-1");
        assertThat(page.text("document.querySelector('dialog[open]').textContent"))
                .contains("Deployment shop/checkout", "unhealthy after 41 s", "Waiting would not heal it.")
                .contains("Last event: BackOff (14 times): Back-off restarting failed container")
                .contains("12:00:08 ERROR fatal: PAYMENTS_URL is not set")
                .contains("− was registry.example.com/shop/checkout:2.14.3")
                .contains("+ becomes registry.example.com/shop/checkout:2.15.0")
                .contains("checkout.image images/shop/checkout/master.yaml:1 9f2c1e7ab0 by CI of checkout")
                .contains("In the cluster it is set by kubectl-edit as well", "Service shop/checkout");

        open(shop, "row=api");
        assertThat(page.text("document.querySelector('dialog[open]').innerText"))
                .contains("updated on 10 clusters alike", "− pool.max=10", "+ pool.max=25", "unchanged on 1 cluster");

        open(shop, "cluster=ap-1");
        assertThat(page.text("document.querySelector('dialog[open]').innerText"))
                .contains("unreachable", "connect timed out after 10 s", "Check that the cluster is up");
    }

    @Test
    void thePageIsDarkWhereTheUserLikesItSoAndByItsButton() {
        open(shop, "");
        String background = "getComputedStyle(document.body).backgroundColor";
        String light = page.text(background);
        page.eval("document.querySelector('.theme').click()");
        String dark = page.text(background);
        assertThat(dark).isNotEqualTo(light);
        assertThat(page.text("document.querySelector('.theme').getAttribute('aria-pressed')"))
                .isEqualTo("true");
        open(shop, "");
        assertThat(page.text(background)).as("kept").isEqualTo(dark);
        page.eval("document.querySelector('.theme').click()");
        assertThat(page.text(background)).isEqualTo(light);

        page.eval("localStorage.clear()");
        page.look(1400, 1000, "screen", Map.of("prefers-color-scheme", "dark"));
        open(shop, "");
        assertThat(page.text(background)).isEqualTo(dark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"</script><img src=x onerror=alert(1)>", "<!--<script>", "javascript:alert(1)"})
    void textStaysText(String text) throws IOException {
        open(Fleets.saying(folder.resolve("saying/index.html"), text), "");

        assertThat(page.text("document.querySelector('.colhead .name').textContent"))
                .isEqualTo(text);
        assertThat(page.text("document.body.innerText")).contains(text);
        assertThat(count("img")).isZero();
    }

    @Test
    void aLargeFleetIsMadeAsItIsLookedAt() throws IOException {
        open(Fleets.large(folder.resolve("large/index.html"), 100, 50), "");

        assertThat(found()).isEqualTo("50 of 50 resources, 100 of 100 clusters");
        page.await("document.querySelectorAll('.cell').length >= 150");
        assertThat(count(".cell")).isLessThanOrEqualTo(800);
        assertThat(count("dialog *")).isZero();
        assertThat(
                        page.text(
                                "[...document.querySelectorAll('.failure')].map(it => it.querySelectorAll('.chip').length).join()"))
                .isEqualTo("5,5,5,5,5");

        page.eval("document.getElementById('scroller').scrollTop = 1e6");
        page.await("document.querySelector('.row[data-r=\"49\"]').children.length > 10");
        page.eval("document.querySelector('#grid [tabindex=\"0\"]').focus()");
        page.pressControl("End");
        assertThat(page.text("document.activeElement.parentElement.dataset.r")).isEqualTo("49");
        assertThat(page.text("document.activeElement.getAttribute('aria-colindex')"))
                .isEqualTo("101");
    }

    @Test
    void aPlanAndARunThatEndedEarlyAreShownToo() throws IOException {
        open(Fleets.plan(folder.resolve("plan/index.html")), "");
        assertThat(page.text("document.querySelector('h1').textContent")).isEqualTo("✓ 3 of 3 clusters would change");
        assertThat(cell("api", "us-1")).isEqualTo("2.15.0~ update");

        open(Fleets.broken(folder.resolve("broken/index.html")), "");
        assertThat(page.text("document.body.innerText"))
                .contains("Rollback failed", "Nothing is called replica", "clusters/eu-1/cluster.yaml:7:3")
                .doesNotContain("Fleet", "Timeline");
    }

    @Test
    void onPaperAllFailuresAndTheTimelineAreThere() {
        page.look(800, 1000, "print", Map.of());
        open(shop, "");
        assertThat(page.text("document.body.innerText"))
                .contains("What failed", "The matrix of so many clusters is left out on paper", "stage-us")
                .doesNotContain("Search");
    }

    @Test
    void whoRunsNoScriptReadsASummary() {
        page.scripts(false);
        page.open(shop, "");
        assertThat(page.text("document.body.innerText"))
                .contains("kit deploy: failed on 7 of 12 clusters", "us-3: succeeded");
    }
}
