package io.github.kitmaven.webhook;

/** Takes notifications of one format for all endpoints that want them. Returns at once and throws nothing. */
interface Outbox {

    /** Whether anybody wants to hear of this. */
    boolean wants(Topic topic);

    /** Takes a notification. */
    void put(Topic topic, Message message);
}
