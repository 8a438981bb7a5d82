package io.github.kitmaven.webhook;

import static io.github.kitmaven.testing.HookServer.cut;
import static io.github.kitmaven.testing.HookServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.testing.HookServer;
import io.github.kitmaven.testing.SetClock;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages when receivers have faults. */
class DeliveryTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private HookServer server;

    @BeforeEach
    void start() throws IOException {
        server = HookServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageIsSentAgainWithTheSameIdUntilItIsTaken() {
        server.answering(status(500), status(503), cut());
        assertThat(deliver(server.url("/hook"), 1)).isEmpty();

        assertThat(server.bodies()).containsExactly("m0", "m0", "m0", "m0");
        assertThat(server.received().stream().map(it -> it.header("webhook-id")).distinct())
                .hasSize(1);
        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void whoAsksForPatienceGetsIt() {
        server.answering(status(429, "Retry-After", "7"), status(429));
        assertThat(deliver(server.url("/hook"), 1)).isEmpty();

        assertThat(pauses).hasSize(2).last().isEqualTo(Duration.ofMillis(500));
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void whoAsksForMorePatienceThanABuildHasIsGivenUp() {
        server.answering(status(429, "Retry-After", "3600"));
        assertThat(deliver(server.url("/hook"), 1)).isNotEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatTheReceiverWillNeverTakeIsSentOnce() {
        server.answering(status(404));
        assertThat(deliver(server.url("/hook"), 2))
                .hasValueSatisfying(it -> assertThat(it.text())
                        .startsWith("1 of 2 notifications did not reach the webhook kit-v1 http://127.0.0.1:")
                        .contains("/***; what came back last: the answer 404"));
        assertThat(server.bodies()).containsExactly("m0", "m1");
        assertThat(pauses).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.answering(status(307, "Location", server.url("/elsewhere").toString()));
        assertThat(deliver(server.url("/hook"), 1))
                .hasValueSatisfying(it -> assertThat(it.message()).endsWith("307, a redirect, which is not followed"));
        assertThat(server.paths()).containsExactly("/hook");
    }

    @Test
    void toAReceiverThatIsDeadOnlyTheFirstMessageIsSentSeveralTimes() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(deliver(URI.create("http://127.0.0.1:" + port), 5))
                .hasValueSatisfying(it -> assertThat(it.message())
                        .isEqualTo("5 of 5 notifications did not reach the webhook kit-v1 http://127.0.0.1:" + port
                                + "; what came back last: ConnectException"));
        assertThat(pauses).hasSize(6 - 1);
    }

    @Test
    void afterADeadReceiverCameBackMessagesAreSentAgainAsBefore() {
        server.answering(IntStream.range(0, 6).mapToObj(i -> status(500)).toArray(HookServer.Answer[]::new));
        server.answering(status(200), status(500));
        assertThat(deliver(server.url("/hook"), 3)).isPresent();
        assertThat(server.bodies()).endsWith("m0", "m1", "m2", "m2");
    }

    @Test
    void whoNeverAnswersIsGivenUpWhenTimeIsUp() {
        server.holding();
        Delivery delivery = to(new Webhook(server.url("/hook"), Format.KIT_V1, Set.of(), Credential.NONE));
        delivery.offer(new Message("", "lane", "text/plain", "m0"));
        while (server.received().isEmpty()) {
            Thread.onSpinWait();
        }
        delivery.offer(new Message("", "lane", "text/plain", "m1"));
        delivery.close();
        delivery.await(Duration.ZERO);

        assertThat(server.holds()).isTrue();
        assertThat(delivery.trouble())
                .hasValueSatisfying(it -> assertThat(it.message())
                        .startsWith("2 of 2 notifications did not reach")
                        .endsWith("nothing in time"));
    }

    @Test
    void moreThanTheQueueTakesIsLostAndNobodyWaits() {
        server.holding();
        Delivery delivery = to(new Webhook(server.url("/hook"), Format.KIT_V1, Set.of(), Credential.NONE));
        for (int i = 0; i < 3000; i++) {
            delivery.offer(new Message("", "lane", "text/plain", "m" + i));
        }
        delivery.close();
        delivery.await(Duration.ZERO);
        assertThat(delivery.trouble())
                .hasValueSatisfying(it -> assertThat(it.message()).startsWith("3000 of 3000 notifications"));
    }

    @Test
    void messagesOfALaneKeepTheirOrder() {
        assertThat(deliver(server.url("/hook"), 50)).isEmpty();
        assertThat(server.bodies())
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "m" + i).toList());
    }

    private Optional<Diagnostic> deliver(URI url, int messages) {
        Delivery delivery = to(new Webhook(url, Format.KIT_V1, Set.of(), Credential.NONE));
        for (int i = 0; i < messages; i++) {
            delivery.offer(new Message("", "lane", "text/plain", "m" + i));
        }
        delivery.close();
        delivery.await(LONG);
        return delivery.trouble();
    }

    private Delivery to(Webhook hook) {
        Exchange exchange = new Exchange(hook, () -> Exchange.client(LONG), LONG, new SetClock());
        return new Delivery(hook, exchange, new Backoff(6, pauses::add, () -> 0.5));
    }
}
