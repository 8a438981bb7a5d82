package io.github.kitmaven.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a notification is about; an endpoint chooses by it. */
public enum Topic {
    /** That a deploy begins. */
    BEGIN,
    /** What happens while it goes on, cluster by cluster. */
    PROGRESS,
    /** How it ended. */
    END,
    /** Which clusters there are, and which came, changed and went. */
    FLEET,
    /** What became of the images of a service's build. */
    IMAGE;

    /** {@return the name that users write, such as {@code begin}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a topic.
     *
     * @param label its name
     * @return the topic; empty where none is called that
     */
    public static Optional<Topic> of(String label) {
        return Arrays.stream(values()).filter(it -> it.label().equals(label)).findFirst();
    }
}
