package io.github.kitmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.AbstractList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("report/index.html");
    }

    @Test
    void thePageIsOneFileThatNamesNoOther() throws IOException {
        String page = Files.readString(Fleets.shop(file));
        String own = page.replaceAll("(?s)<script type=\"application/json\".*?</script>", "")
                .replaceAll("(?s)<noscript>.*?</noscript>", "");

        assertThat(own)
                .doesNotContain("://", "@import", "src=", "url(")
                .contains("<link rel=\"icon\" href=\"data:,\">");
        assertThat(Pattern.compile("href=").matcher(own).results()).hasSize(1);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(file, file.resolveSibling("result.json"));
        }
    }

    @Test
    void theDataIsTheResultAsItIs() throws Exception {
        Fleets.shop(file);
        JsonNode result = new ObjectMapper().readTree(Files.readString(file.resolveSibling("result.json")));

        assertThat(data("run").path("failures")).isEqualTo(result.path("failures"));
        assertThat(data("run").has("clusters")).isFalse();
        assertThat(data("clusters")).hasSize(12);
        assertThat(data("clusters").path(0)).isEqualTo(result.path("clusters").path(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "</SCRIPT ><img src=x onerror=alert(1)>",
                "<!--<script>",
                "--></noscript><svg onload=alert(1)>",
                "@title@ @script@ &lt;/script&gt; \" ' \\",
                "\u2028 \u2029 \u0000 \uD83D\uDE00"
            })
    void noValueBreaksOut(String text) throws IOException {
        String page = Files.readString(Fleets.saying(file, text));

        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(3);
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
        assertThat(Pattern.compile("</?noscript").matcher(page).results()).hasSize(2);
        assertThat(page).doesNotContain("<!--", "<img", "<svg");
        assertThat(page.substring(0, page.indexOf("<noscript"))).doesNotContain("\u2028", "\u2029");
        assertThat(data("clusters").path(0).path("name").asText()).isEqualTo(text);
        assertThat(data("run").path("problems").path(0).path("message").asText())
                .isEqualTo(text);
    }

    @Test
    void aSignOfWhichALogWasCutInHalfKeepsNoReportFromBeingWritten() throws IOException {
        assertThat(Files.readString(Fleets.saying(file, "cut \uD83D"))).contains("cut ?");
        assertThat(Files.readString(file.resolveSibling("result.json"))).contains("\"cut ?\"");
    }

    @Test
    void onlyItsOwnStyleAndScriptAreAllowed() throws Exception {
        String page = Files.readString(Fleets.broken(file));

        assertThat(page)
                .contains("content=\"default-src 'none'; img-src data:; style-src 'sha256-" + hash(page, "style")
                        + "'; script-src 'sha256-" + hash(page, "script") + "'; base-uri 'none'; form-action 'none'\"");
    }

    @Test
    void whoRunsNoScriptReadsEachClusterAndWhatIsWrongWithIt() throws IOException {
        Matcher plain = Pattern.compile("(?s)<noscript>(.*)</noscript>").matcher(Files.readString(Fleets.shop(file)));

        assertThat(plain.find()).isTrue();
        assertThat(plain.group(1))
                .contains("<h1>kit deploy: failed on 7 of 12 clusters</h1>")
                .contains("took 37.", "commit 9f2c1e7ab04d", "by Ada Byron &lt;ada@example.com&gt;")
                .contains("<li>us-3: succeeded, 8 update, 25 unchanged</li>")
                .contains("<li>ap-1: unreachable<pre>Cluster ap-1 is unreachable: connect timed out")
                .contains(
                        "Deployment shop/checkout in cluster eu-1 is unhealthy",
                        "  | 12:00:08 ERROR fatal: PAYMENTS_URL");
    }

    @Test
    void aRunWithoutClustersTellsWhy() throws IOException {
        assertThat(Files.readString(Fleets.broken(file)))
                .contains("<title>kit rollback: failed</title>")
                .contains("<pre>clusters/eu-1/cluster.yaml:7:3: Nothing is called replica; replicas is meant perhaps."
                        + " Write replicas.</pre>");
        assertThat(data("clusters")).isEmpty();
    }

    @Test
    void eachClusterIsAskedForOnce() throws IOException {
        AtomicInteger made = new AtomicInteger();
        List<ClusterReport> clusters = new AbstractList<>() {
            @Override
            public ClusterReport get(int index) {
                made.incrementAndGet();
                return new ClusterReport(
                        "c" + index, "", "", false, false, "succeeded", java.util.Map.of(), List.of(), List.of());
            }

            @Override
            public int size() {
                return 3;
            }
        };
        new HtmlReport(file)
                .ended(new RunReport(
                        1,
                        "deploy",
                        true,
                        "2026-01-02T12:00:00Z",
                        1,
                        Optional.empty(),
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new RunReport.Progress(3, 3, 0, 0, 0, 100),
                        List.of(),
                        List.of(),
                        clusters,
                        List.of()));

        assertThat(made).hasValue(3);
        assertThat(Files.readString(file))
                .contains("<title>kit deploy: done, 3 clusters</title>", "<li>c2: succeeded</li>");
    }

    private JsonNode data(String id) throws IOException {
        Matcher script = Pattern.compile("(?s)<script type=\"application/json\" id=\"" + id + "\">(.*?)</script>")
                .matcher(Files.readString(file));
        assertThat(script.find()).isTrue();
        return new ObjectMapper().readTree(script.group(1));
    }

    private static String hash(String page, String element) throws Exception {
        Matcher text =
                Pattern.compile("(?s)<" + element + ">(.*?)</" + element + ">").matcher(page);
        assertThat(text.find()).isTrue();
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(text.group(1).getBytes(StandardCharsets.UTF_8)));
    }
}
