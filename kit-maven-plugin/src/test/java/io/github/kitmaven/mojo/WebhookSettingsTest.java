package io.github.kitmaven.mojo;

import static io.github.kitmaven.mojo.Backwards.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.webhook.Credential;
import io.github.kitmaven.webhook.Format;
import io.github.kitmaven.webhook.Topic;
import io.github.kitmaven.webhook.Webhook;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
    private static final String SLACK = "https://hooks.slack.com/services/T0123/B0123/a1B2c3D4e5F6g7H8i9J0k1L2";

    private final Secrets secrets = new Secrets();

    @Test
    void aUrlAloneHasTheFormatOfAllAndNoSecret() {
        assertThat(one(new Settings(), Optional.empty(), "slack", SLACK))
                .extracting(Webhook::format, Webhook::topics, Webhook::credential)
                .containsExactly(Format.SLACK, Format.SLACK.usual(), Credential.NONE);
    }

    @Test
    void aPasswordAloneSignsAndIsDecrypted() {
        assertThat(one(server("hooks", "", "{terces-gnol}"), Optional.of("hooks"), "kit-v1", SLACK)
                        .credential())
                .isEqualTo(new Credential.Signing("long-secret"));
        assertThat(secrets.mask("it is long-secret")).isEqualTo("it is <secret>");
    }

    @Test
    void aUserNamesTheHeaderThatThePasswordIsSentIn() {
        assertThat(one(server("hooks", "X-Auth-Token", "{nekot}"), Optional.of("hooks"), "kit-v1", SLACK)
                        .credential())
                .isEqualTo(new Credential.Header("X-Auth-Token", "token"));
        assertThat(one(server("hooks", "Authorization", "{nekot}"), Optional.of("hooks"), "kit-v1", SLACK)
                        .credential())
                .isEqualTo(new Credential.Header("Authorization", "Bearer token"));
    }

    @Test
    void whatIsLongInAUrlIsSecretAndNothingShowsIt() {
        WebhookParameter parameter = new WebhookParameter();
        parameter.set(SLACK);
        Webhook hook = one(new Settings(), Optional.empty(), "slack", SLACK);
        assertThat(parameter + " " + hook + " " + hook.shown())
                .isEqualTo("https://hooks.slack.com/*** slack https://hooks.slack.com/*** https://hooks.slack.com/***");
        assertThat(secrets.mask("to " + SLACK)).isEqualTo("to https://hooks.slack.com/services/T0123/B0123/<secret>");

        one(new Settings(), Optional.empty(), "slack", "http://ann:hunter2@host/kit?token=0123456789abcdef");
        assertThat(secrets.mask("hunter2 0123456789abcdef target/kit")).isEqualTo("<secret> <secret> target/kit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks.slack.com/s3cret", "ftp://host/s3cret", "https:///s3cret", "https://host/s3 cret"})
    void whatIsNoUrlIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> one(new Settings(), Optional.empty(), "slack", url))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The URL of a webhook is none of http: or https:.")
                .hasMessageNotContaining("cret");
    }

    @Test
    void whatIsWrittenWronglyIsNamedWithTheChoices() {
        assertThatThrownBy(() -> one(new Settings(), Optional.empty(), "kit", SLACK))
                .hasMessage("The format 'kit' of a webhook is not known. Set it to one of kit-v1, cloudevents, slack.");
        assertThatThrownBy(() -> one(new Settings(), Optional.of("none"), "slack", SLACK))
                .hasMessage(
                        "settings.xml has no <server> with the id none. Add it, or correct the <server> of the webhook.");
        assertThatThrownBy(() -> one(server("hooks", "", "{}"), Optional.of("hooks"), "slack", SLACK))
                .hasMessageStartingWith("The <server> hooks of settings.xml has no password.");
        assertThatThrownBy(() -> one(server("hooks", "X Y", "{nekot}"), Optional.of("hooks"), "slack", SLACK))
                .hasMessageStartingWith("The <server> hooks of settings.xml names a header, X Y, that can't be sent.")
                .hasMessageNotContaining("token");
        assertThatThrownBy(() ->
                        settings(new Settings(), Optional.empty(), "slack").webhooks(List.of(new WebhookParameter())))
                .hasMessageStartingWith("A <webhook> of kit.webhooks has no <url>.");
    }

    @Test
    void aUrlThatIsASecretIsThePasswordOfItsServer() throws ReflectiveOperationException {
        WebhookParameter parameter = new WebhookParameter();
        var id = WebhookParameter.class.getDeclaredField("server");
        id.setAccessible(true); // as Maven does
        id.set(parameter, "slack");
        String reversed = new StringBuilder(SLACK).reverse().toString();
        Webhook hook = settings(server("slack", "", "{" + reversed + "}"), Optional.empty(), "slack")
                .webhooks(List.of(parameter))
                .get(0);
        assertThat(hook.url()).hasToString(SLACK);
        assertThat(hook.credential()).isEqualTo(Credential.NONE);
        assertThat(secrets.mask("to " + SLACK)).isEqualTo("to <secret>");
    }

    @Test
    void everyTopicHasItsName() {
        assertThat(Topic.of("fleet")).contains(Topic.FLEET);
        assertThat(Topic.of("Fleet")).isEmpty();
    }

    private Webhook one(Settings settings, Optional<String> server, String format, String url) {
        WebhookParameter parameter = new WebhookParameter();
        parameter.set(url);
        return settings(settings, server, format).webhooks(List.of(parameter)).get(0);
    }

    private WebhookSettings settings(Settings settings, Optional<String> server, String format) {
        return new WebhookSettings(format, server, settings, Backwards.decrypter(), secrets);
    }
}
