package io.github.kitmaven.webhook;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How notifications are written. */
public enum Format {
    /** What the original sent. */
    KIT_V1("kit-v1"),
    /** CloudEvents in JSON, in the words of CDEvents. */
    CLOUDEVENTS("cloudevents"),
    /** A text for people, as Slack's incoming webhooks take it. */
    SLACK("slack");

    private final String label;

    Format(String label) {
        this.label = label;
    }

    /** {@return the name that users write, such as {@code kit-v1}} */
    public String label() {
        return label;
    }

    /** {@return what an endpoint hears of that does not choose} */
    public Set<Topic> usual() {
        return switch (this) {
            case KIT_V1 -> EnumSet.of(Topic.PROGRESS, Topic.END, Topic.IMAGE);
            case CLOUDEVENTS -> EnumSet.allOf(Topic.class);
            case SLACK -> EnumSet.of(Topic.END, Topic.FLEET, Topic.IMAGE);
        };
    }

    /**
     * Finds a format.
     *
     * @param label its name
     * @return the format; empty where none is called that
     */
    public static Optional<Format> of(String label) {
        return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
    }

    /** Makes what writes this format. */
    Notifier notifier(RunFacts facts, Outbox outbox) {
        return switch (this) {
            case KIT_V1 -> new KitV1(facts, outbox);
            case CLOUDEVENTS -> new CdEvents(facts, outbox);
            case SLACK -> new SlackText(facts, outbox);
        };
    }
}
