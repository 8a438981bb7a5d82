package io.github.kitmaven.mojo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of {@code <webhooks>}: {@code <webhook>https://...</webhook>}, or a {@code <webhook>} with elements of these names. */
public final class WebhookParameter {
    private @Nullable WebhookUrl url;
    private @Nullable String format;
    private @Nullable String server;
    private @Nullable String events;

    /** Takes the URL alone; Maven calls it. */
    public void set(String value) {
        url = new WebhookUrl();
        url.set(value);
    }

    Optional<WebhookUrl> url() {
        return Optional.ofNullable(url).filter(it -> !it.isEmpty());
    }

    Optional<String> format() {
        return given(format);
    }

    Optional<String> server() {
        return given(server);
    }

    Optional<String> events() {
        return given(events);
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** {@return the webhook as the debug log of Maven shows it} */
    @Override
    public String toString() {
        return url().map(WebhookUrl::toString).orElse("no URL");
    }
}
