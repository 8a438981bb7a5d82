package io.github.kitmaven.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.testing.ConnectionThreads;
import io.github.kitmaven.testing.HookServer;
import io.github.kitmaven.testing.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who hears what, and what is said of it. */
class WebhooksTest {
    private final List<String> warnings = new ArrayList<>();
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
    void eachEndpointHearsWhatItChoseInItsFormat() {
        webhooks(
                        Optional::empty,
                        hook("/text", Format.SLACK, EnumSet.of(Topic.IMAGE)),
                        hook("/none", Format.SLACK, EnumSet.of(Topic.END)),
                        hook("/event", Format.CLOUDEVENTS, EnumSet.of(Topic.IMAGE)))
                .images(List.of(SlackTextTest.held()));
        assertThat(server.paths()).containsExactlyInAnyOrder("/text", "/event");
        assertThat(warnings).isEmpty();
    }

    @Test
    void newsOfImagesHoldNoSecret() {
        webhooks(
                        Optional::empty,
                        hook("/text", Format.SLACK, EnumSet.allOf(Topic.class)),
                        hook("/hook", Format.KIT_V1, EnumSet.allOf(Topic.class)),
                        hook("/event", Format.CLOUDEVENTS, EnumSet.allOf(Topic.class)))
                .images(List.of(ImageNews.failed("the server says: hunter2 is wrong")));
        assertThat(server.bodies())
                .hasSize(3)
                .allMatch(it -> it.contains("***"))
                .noneMatch(it -> it.contains("hunter2"));
    }

    @Test
    void aFaultInWhatIsToldIsAWarning() {
        Webhooks told = webhooks(
                () -> {
                    throw new IllegalStateException("a fault");
                },
                hook("/text", Format.SLACK, EnumSet.of(Topic.FLEET)));
        told.planned(List.of());
        told.images(List.of());
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("Kit failed to make a notification: IllegalStateException at ");
    }

    /** The end of the process would wait for such a thread. */
    @Test
    void noThreadIsLeftThatWaitsForConnections() {
        ConnectionThreads threads = new ConnectionThreads();
        webhooks(Optional::empty, hook("/text", Format.SLACK, EnumSet.of(Topic.IMAGE)))
                .images(List.of(SlackTextTest.held()));
        assertThat(server.paths()).containsExactly("/text");
        threads.awaitEnd();
    }

    private Webhook hook(String path, Format format, Set<Topic> topics) {
        return new Webhook(server.url(path), format, topics, Credential.NONE);
    }

    private Webhooks webhooks(Supplier<Optional<FleetNews>> fleet, Webhook... hooks) {
        return new Webhooks(
                List.of(hooks),
                new RunFacts("commit-image", Run.INFO, text -> text.replace("hunter2", "***"), new SetClock()),
                Duration.ofSeconds(30),
                event -> warnings.add(((Warned) event).diagnostic().text()),
                fleet);
    }
}
