package io.github.kitmaven.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.testing.HookServer;
import io.github.kitmaven.testing.HookServer.Received;
import io.github.kitmaven.testing.SetClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What receivers know kit's messages by. */
class SignatureTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void signsAsTheExampleOfGitHubDoes() {
        assertThat(new Signature("It's a Secret to Everybody").headers("1", 2, "Hello, World!"))
                .containsEntry(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void signsAsTheExampleOfStandardWebhooksDoes() {
        assertThat(new Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theReceiverCanTellThatTheBodyAndTheTimeAreKits() throws Exception {
        Received received = sent(new Credential.Signing("s3cret"), "/hook");

        var expected = new Signature("s3cret")
                .headers(
                        received.header("webhook-id"),
                        Long.parseLong(received.header("webhook-timestamp")),
                        received.body());
        assertThat(received.header("X-Hub-Signature-256")).isEqualTo(expected.get("X-Hub-Signature-256"));
        assertThat(received.header("webhook-signature")).isEqualTo(expected.get("webhook-signature"));
        assertThat(received.header("webhook-timestamp")).isEqualTo("1767355200");
        assertThat(received.headers().toString()).doesNotContain("s3cret");
    }

    @Test
    void aTokenGoesIntoItsHeaderAndIsShownNowhere() throws Exception {
        Credential token = new Credential.Header("X-Auth-Token", "t0ken");
        assertThat(sent(token, "/hook").header("X-Auth-Token")).isEqualTo("t0ken");
        assertThat(token + " " + new Credential.Signing("s3cret")).doesNotContain("t0ken", "s3cret");
    }

    @Test
    void withoutASecretThereIsNoSignature() throws Exception {
        assertThat(sent(Credential.NONE, "/hook").headers()).doesNotContainKeys("x-hub-signature-256", "authorization");
    }

    @Test
    void theUserOfAUrlGoesIntoAHeaderAndNameAndQueryStayInTheirPlaces() throws Exception {
        assertThat(Exchange.url(URI.create("https://ann:pw@host/a/?k=1"), "web"))
                .hasToString("https://host/a/web?k=1");
        assertThat(Exchange.url(URI.create("https://host:8443"), "")).hasToString("https://host:8443");
        try (HookServer server = HookServer.start()) {
            URI url = URI.create(server.url("/hook").toString().replace("//", "//ann:pw@"));
            Webhook hook = new Webhook(url, Format.SLACK, Set.of(), Credential.NONE);
            send(hook);
            assertThat(server.received().get(0).header("Authorization")).isEqualTo("Basic YW5uOnB3");
            assertThat(hook).hasToString("slack http://127.0.0.1:" + url.getPort() + "/***");
        }
    }

    private static Received sent(Credential credential, String path) throws Exception {
        try (HookServer server = HookServer.start()) {
            send(new Webhook(server.url(path), Format.KIT_V1, Set.of(), credential));
            return server.received().get(0);
        }
    }

    private static void send(Webhook hook) throws IOException, InterruptedException {
        assertThat(new Exchange(hook, () -> Exchange.client(LONG), LONG, new SetClock())
                        .send(new Message("", "", "application/json", "{\"a\":\"ä\"}"), "id-1")
                        .taken())
                .isTrue();
    }
}
