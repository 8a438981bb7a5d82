package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An object of kind Event: something that the cluster says has happened to another object, once or again and again.
 *
 * @param node the event
 */
record Happening(JsonNode node) {
    /** Of what the kubelet says of a container, the sentences that only repeat the container's state come last. */
    private static final Comparator<Happening> TELLING = Comparator.comparing(Happening::isWarning)
            .thenComparing(event -> !event.message().startsWith("Error: "))
            .thenComparing(Happening::last)
            .thenComparing(event -> event.message().length());

    /** The one that tells most; empty where none is a warning. */
    static Optional<Happening> mostTelling(List<Happening> events) {
        return events.stream().filter(Happening::isWarning).max(TELLING);
    }

    String about() {
        return node.path("involvedObject").path("uid").asText("");
    }

    String reason() {
        return node.path("reason").asText("");
    }

    String message() {
        return node.path("message").asText("").strip();
    }

    boolean isWarning() {
        return node.path("type").asText("").equals("Warning");
    }

    int times() {
        return Math.max(
                1,
                Math.max(
                        node.path("count").asInt(1),
                        node.path("series").path("count").asInt(1)));
    }

    Instant first() {
        Instant first = time("firstTimestamp");
        return first.equals(Instant.EPOCH) ? time("eventTime") : first;
    }

    Instant last() {
        Instant series = Live.time(node.path("series").path("lastObservedTime").asText(""));
        Instant last = time("lastTimestamp");
        Instant later = series.isAfter(last) ? series : last;
        return later.isAfter(first()) ? later : first();
    }

    private Instant time(String field) {
        return Live.time(node.path(field).asText(""));
    }
}
