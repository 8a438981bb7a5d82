package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FaultsTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

    @AutoClose
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

    private final TestServer server = TestServer.of(sandbox);
    /** Written by one thread and read by another. */
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer heard = new StringBuffer();

    @ParameterizedTest
    @CsvSource({
        "INTERNAL_ERROR, 500, InternalError, 404",
        "STORAGE_TIMEOUT, 500, '', 200",
        "TOO_MANY_REQUESTS, 429, TooManyRequests, 404",
        "UNAVAILABLE, 503, ServiceUnavailable, 404",
        "UNAUTHORIZED, 401, Unauthorized, 404"
    })
    void aRefusalSaysWhyAndItIsKnownWhetherTheRequestWasCarriedOut(
            Fault fault, int code, String reason, int afterwards) {
        sandbox.inject(Faults.of(fault));
        ApiAnswer answer = server.post(CONFIG_MAPS, configMap("a"));
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text("/kind")).isEqualTo("Status");
        assertThat(answer.text("/reason")).isEqualTo(reason);

        sandbox.inject(Faults.none());
        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(afterwards);
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBack() throws Exception {
        sandbox.inject(Faults.of(Fault.TOO_MANY_REQUESTS));
        HttpRequest request =
                HttpRequest.newBuilder(sandbox.url().resolve("/version")).build();
        assertThat(server.client()
                        .send(request, BodyHandlers.discarding())
                        .headers()
                        .firstValue("Retry-After"))
                .contains("1");
    }

    @ParameterizedTest
    @CsvSource({"DROPPED, 404", "ANSWER_LOST, 200", "ANSWER_CUT, 200"})
    void aConnectionThatEndsLeavesTheClientInDoubt(Fault fault, int afterwards) {
        sandbox.inject(Faults.of(fault));
        assertThatThrownBy(() -> server.post(CONFIG_MAPS, configMap("a"))).hasRootCauseInstanceOf(IOException.class);

        sandbox.inject(Faults.none());
        assertThat(server.get(CONFIG_MAPS + "/a").code()).isEqualTo(afterwards);
    }

    @Test
    void anAnswerThatIsCutBeginsWell() throws Exception {
        sandbox.inject(Faults.of(Fault.ANSWER_CUT));
        HttpRequest request =
                HttpRequest.newBuilder(sandbox.url().resolve(CONFIG_MAPS)).build();
        var answer = server.client().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().read()).isEqualTo('{');
        assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void aSilentServerTakesTheRequestAndNeverAnswers() {
        sandbox.inject(Faults.of(Fault.SILENT));
        HttpRequest request = HttpRequest.newBuilder(sandbox.url().resolve("/version"))
                .timeout(Duration.ofMillis(300))
                .build();
        assertThatThrownBy(() -> server.client().send(request, BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void latencyHoldsUpEachRequest() {
        sandbox.inject(Faults.none().withLatency(Duration.ofMillis(50)));
        long begin = System.nanoTime();
        server.get("/version");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void chanceIsRepeatableAndKeepsItsShare() {
        assertThat(codes(7)).isEqualTo(codes(7)).isNotEqualTo(codes(8));
        assertThat(codes(7).stream().filter(code -> code == 500).count()).isBetween(15L, 45L);
    }

    private List<Integer> codes(long seed) {
        sandbox.inject(Faults.of(Fault.INTERNAL_ERROR).withShare(0.3, seed));
        return Stream.generate(() -> server.get("/version").code()).limit(100).toList();
    }

    @Test
    void someRequestsAreSpared() {
        sandbox.inject(Faults.of(Fault.UNAUTHORIZED)
                .on(request -> request.method().equals("POST"))
                .after(1));
        assertThat(server.post(CONFIG_MAPS, configMap("a")).code()).isEqualTo(201);
        assertThat(server.post(CONFIG_MAPS, configMap("b")).code()).isEqualTo(401);
        assertThat(server.get(CONFIG_MAPS).code()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "CUT"})
    void aWatchThatIsOpenIsDisturbedToo(WatchFault fault) throws Exception {
        CompletableFuture<String> ended = disturbed(fault);
        String text = ended.get(20, TimeUnit.SECONDS);
        assertThat(text.lines().filter(line -> line.endsWith("}}"))).noneMatch(line -> line.contains("\"after\""));
        assertThat(text.contains("\"code\":410")).isEqualTo(fault == WatchFault.EXPIRED);
    }

    @Test
    void aDeadWatchTellsNothingAndOutlivesItsTime() {
        CompletableFuture<String> ended = disturbed(WatchFault.DEAD);
        assertThatThrownBy(() -> ended.get(4, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(heard.toString()).doesNotContain("\"after\"");
    }

    /** A watch of two seconds that is disturbed between two changes; what it tells is heard. */
    private CompletableFuture<String> disturbed(WatchFault fault) {
        CompletableFuture<String> ended = CompletableFuture.supplyAsync(() -> read(watch()));
        server.await(
                "/version",
                version -> sandbox.requests().stream()
                        .anyMatch(request -> request.query().contains("watch")));
        server.post(CONFIG_MAPS, configMap("before"));
        sandbox.inject(Faults.none().withWatches(fault));
        server.post(CONFIG_MAPS, configMap("after"));
        return ended;
    }

    @Test
    void aWatchThatIsOpenedWhileVersionsExpireIsToldSoAtOnce() {
        sandbox.inject(Faults.none().withWatches(WatchFault.EXPIRED));
        List<JsonNode> events =
                server.watch(CONFIG_MAPS + "?watch=true&timeoutSeconds=30").toList();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).at("/object/reason").asText()).isEqualTo("Expired");
    }

    @Test
    void itCanBeStoppedAndStartedAgainOnTheSamePortWithTheSameObjects(@TempDir Path folder) {
        SandboxOptions kept = SandboxOptions.defaults().withState(folder);
        int port;
        try (Sandbox first = Sandbox.start(kept)) {
            port = first.url().getPort();
            TestServer.of(first).post(CONFIG_MAPS, configMap("a"));
        }
        try (Sandbox second = Sandbox.start(
                kept.withPort(port).withFaults(Faults.of(Fault.UNAVAILABLE).after(1)))) {
            TestServer again = TestServer.of(second);
            assertThat(again.get(CONFIG_MAPS + "/a").code()).isEqualTo(200);
            assertThat(again.get(CONFIG_MAPS + "/a").code()).isEqualTo(503);
        }
    }

    private HttpRequest watch() {
        return HttpRequest.newBuilder(sandbox.url().resolve(CONFIG_MAPS + "?watch=true&timeoutSeconds=2"))
                .build();
    }

    /** What a watch tells until it ends, however that is. */
    private String read(HttpRequest watch) {
        try (var body = HttpClient.newHttpClient()
                .send(watch, BodyHandlers.ofInputStream())
                .body()) {
            for (int next = body.read(); next >= 0; next = body.read()) {
                heard.append((char) next);
            }
        } catch (IOException e) {
            return heard.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return heard.toString();
    }

    private static String configMap(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"}}";
    }
}
