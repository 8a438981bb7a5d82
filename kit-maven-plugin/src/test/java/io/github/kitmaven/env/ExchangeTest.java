package io.github.kitmaven.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.testing.ConnectionThreads;
import io.github.kitmaven.testing.EnvApiServer;
import io.github.kitmaven.testing.EnvApiServer.Answer;
import io.github.kitmaven.testing.EnvApiServer.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests to a real server that is slow, busy, broken or away. Pauses are told, not waited for. */
class ExchangeTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Answer GOOD = Answer.json(200, "{\"values\":{}}");

    private final List<Duration> pauses = new ArrayList<>();
    private final Backoff backoff = new Backoff(4, pauses::add, () -> 0.5);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aServerErrorIsAskedAgainAfterAGrowingPause() throws InterruptedException {
        assertThat(status(request -> asked.incrementAndGet() < 3 ? Answer.json(500 + asked.get(), "") : GOOD))
                .isEqualTo(200);
        assertThat(asked).hasValue(3);
        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void aServerThatStaysBrokenIsAskedFourTimes() throws InterruptedException {
        assertThat(status(request -> Answer.json(500 + asked.getAndIncrement(), "")))
                .isEqualTo(503);
        assertThat(asked).hasValue(4);
    }

    @Test
    void aBusyServerSaysHowLongToWait() throws InterruptedException {
        Answer busy = Answer.json(429, "").header("Retry-After", "7");

        assertThat(status(request -> asked.getAndIncrement() == 0 ? busy : GOOD))
                .isEqualTo(200);
        assertThat(pauses).containsExactly(Duration.ofMillis(7125));
    }

    @Test
    void aServerThatWantsMorePatienceThanThereIsIsNotAskedAgain() throws InterruptedException {
        assertThat(status(request -> Answer.json(429, "").header("Retry-After", "3600")))
                .isEqualTo(429);
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatTheCallerDidWrongIsNotAskedAgain() throws InterruptedException {
        assertThat(status(request -> Answer.json(400 + asked.getAndIncrement(), "")))
                .isEqualTo(400);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aConnectionThatIsCutIsTriedAgain() throws InterruptedException {
        assertThat(status(request -> asked.incrementAndGet() < 2 ? Answer.json(0, "") : GOOD))
                .isEqualTo(200);
        assertThat(asked).hasValue(2);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsGivenUp() {
        CountDownLatch end = new CountDownLatch(1);
        try (EnvApiServer server = EnvApiServer.start(request -> {
            end.await();
            return GOOD;
        })) {
            assertThatThrownBy(() -> send(exchange(server.url(), SHORT)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessage("base.yaml:3: env-api, asked for web in cluster dev at " + server.url()
                            + ", answered nothing: no answer within 50 ms."
                            + " Check that the server runs and can be reached from here, and run again.");
            end.countDown();
        }
    }

    @Test
    void aBodyThatDoesNotEndInTimeIsGivenUpToo() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speaker = new Thread(() -> sayHalf(server));
            speaker.setDaemon(true);
            speaker.start();

            assertThatThrownBy(
                            () -> send(exchange("http://127.0.0.1:" + server.getLocalPort(), Duration.ofMillis(500))))
                    .hasMessageContaining("no answer within 500 ms");
        }
    }

    @Test
    void aServerThatIsAwayIsNotAskedByEveryQuestionOfAFleet() throws IOException {
        String url;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + closed.getLocalPort();
        }
        Exchange exchange = exchange(url, LONG);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> send(exchange)).hasMessageContaining("answered nothing: ConnectException");
        }
        assertThatThrownBy(() -> send(exchange))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(
                        "env-api at " + url + " left 5 questions in a row without an answer, and was asked no more.");
        assertThat(pauses).hasSize(15);
    }

    private int status(Script script) throws InterruptedException {
        try (EnvApiServer server = EnvApiServer.start(script)) {
            Reply reply = send(exchange(server.url(), LONG));
            assertThat(server.requests()).allMatch(it -> it.contains(EnvApiServer.TOKEN));
            assertThat(reply.toString()).doesNotContain("values");
            return reply.status();
        }
    }

    /** The end of the process would wait for such a thread. */
    @Test
    void aClosedOneLeavesNoThreadThatWaitsForItsConnections() throws InterruptedException {
        ConnectionThreads threads = new ConnectionThreads();
        try (EnvApiServer server = EnvApiServer.start(request -> GOOD)) {
            Exchange exchange = exchange(server.url(), LONG);
            assertThat(send(exchange).status()).isEqualTo(200);
            Set<Thread> waiting = threads.begun();
            exchange.close();
            ConnectionThreads.awaitEnd(waiting);
        }
    }

    private Exchange exchange(String url, Duration timeout) {
        return new Exchange(URI.create(url), EnvApiServer.TOKEN, timeout, backoff);
    }

    private static Reply send(Exchange exchange) throws InterruptedException {
        URI uri = exchange.url();
        EnvApiSession.Options options = new EnvApiSession.Options(uri, true, false, "", FormatVersion.V3, 1);
        Asked asked = new Asked(
                new Question("dev", "web", "", false), uri, options, new Origin("base.yaml", 3, 0), EnvApiServer.TOKEN);
        // a POST, for which the JDK's client tries nothing again by itself
        return exchange.send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("{}")), asked);
    }

    private static void sayHalf(ServerSocket server) {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client hung up
        }
    }
}
