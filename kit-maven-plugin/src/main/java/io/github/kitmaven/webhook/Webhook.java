package io.github.kitmaven.webhook;

import java.net.URI;
import java.util.Set;

/**
 * An endpoint that is told of runs.
 *
 * @param url where it is; its user, path and query may be secret, and are shown nowhere
 * @param format how it wants its messages
 * @param topics what it wants to hear of
 * @param credential what it knows kit's messages by
 */
public record Webhook(URI url, Format format, Set<Topic> topics, Credential credential) {

    /**
     * Keeps its own copy.
     *
     * @param url where it is
     * @param format how it wants its messages
     * @param topics what it wants to hear of
     * @param credential what it knows kit's messages by
     */
    public Webhook {
        topics = Set.copyOf(topics);
    }

    /** {@return the URL as it may be shown: who has Slack's may write to its channel} */
    public String shown() {
        return shown(url);
    }

    /**
     * Hides what may be secret.
     *
     * @param url a URL
     * @return scheme, host and port, and a mark in the place of the rest
     */
    public static String shown(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        boolean bare = url.getRawQuery() == null
                && (url.getRawPath() == null || url.getRawPath().length() < 2);
        return url.getScheme() + "://" + url.getHost() + port + (bare ? "" : "/***");
    }

    /** {@return nothing that is secret} */
    @Override
    public String toString() {
        return format.label() + " " + shown();
    }
}
