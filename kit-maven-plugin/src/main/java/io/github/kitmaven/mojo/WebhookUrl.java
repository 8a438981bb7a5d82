package io.github.kitmaven.mojo;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.webhook.Webhook;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The URL of a webhook. Who has Slack's may write to its channel, so neither Maven's debug log nor anything else shows it. */
public final class WebhookUrl {
    /** Parts of a URL that are longer than names mostly are. */
    private static final int LONG = 16;

    private static final Pattern SEPARATORS = Pattern.compile("[/?&=:]");

    private String text = "";

    /** Takes the value of the parameter; Maven calls it. */
    public void set(String value) {
        text = value.strip();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Reads it, and takes what may be secret of it for secret. */
    URI read(Secrets secrets) {
        URI url = parse().orElseThrow(() -> new UserException(Diagnostic.of(
                "The URL of a webhook is none of http: or https:", "Write it as https://host/path in kit.webhooks")));
        Optional.ofNullable(url.getUserInfo()).ifPresent(user -> secrets.add(user.substring(user.indexOf(':') + 1)));
        String rest = url.getRawPath()
                + Optional.ofNullable(url.getRawQuery()).map(it -> "?" + it).orElse("");
        SEPARATORS.splitAsStream(rest).filter(part -> part.length() >= LONG).forEach(secrets::add);
        return url;
    }

    private Optional<URI> parse() {
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty(); // its message holds the URL
        }
    }

    @Override
    public String toString() {
        return parse().map(Webhook::shown).orElse("***");
    }
}
