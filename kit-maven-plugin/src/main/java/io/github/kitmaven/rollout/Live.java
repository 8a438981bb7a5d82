package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads what every live object has in common.
 *
 * @param tree the object
 */
record Live(ObjectNode tree) {

    /**
     * One entry of {@code status.conditions}.
     *
     * @param node the entry
     */
    record Condition(JsonNode node) {
        boolean isTrue() {
            return node.path("status").asText("").equals("True");
        }

        boolean isFalse() {
            return node.path("status").asText("").equals("False");
        }

        String reason() {
            return node.path("reason").asText("");
        }

        String message() {
            return node.path("message").asText("");
        }

        /** {@return reason and message, as far as there are any} */
        String words() {
            return joined(reason(), message());
        }

        /** {@return whether it was written of an older state of the object; many controllers don't tell} */
        boolean isOlderThan(long generation) {
            return node.path("observedGeneration").asLong(generation) < generation;
        }

        Instant since() {
            return time(node.path("lastTransitionTime").asText(""));
        }
    }

    String group() {
        String version = tree.path("apiVersion").asText("");
        return version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    }

    String kind() {
        return tree.path("kind").asText("");
    }

    boolean isOf(String group, String kind) {
        return group().equals(group) && kind().equals(kind);
    }

    String name() {
        return metadata().path("name").asText("");
    }

    String namespace() {
        return metadata().path("namespace").asText("");
    }

    String uid() {
        return metadata().path("uid").asText("");
    }

    /** {@return the object's generation; 0 where it has none} */
    long generation() {
        return metadata().path("generation").asLong(0);
    }

    Instant created() {
        return time(metadata().path("creationTimestamp").asText(""));
    }

    JsonNode metadata() {
        return tree.path("metadata");
    }

    JsonNode spec() {
        return tree.path("spec");
    }

    JsonNode status() {
        return tree.path("status");
    }

    /** A number of the status; 0 where it isn't there, as Kubernetes leaves zeros out. */
    int count(String field) {
        return status().path(field).asInt(0);
    }

    /** {@return how many replicas are wanted} */
    int replicas() {
        return spec().path("replicas").asInt(1);
    }

    Optional<Condition> condition(String type) {
        return elements(status().path("conditions"))
                .filter(condition -> condition.path("type").asText("").equals(type))
                .map(Condition::new)
                .findFirst();
    }

    boolean isTrue(String condition) {
        return condition(condition).filter(Condition::isTrue).isPresent();
    }

    boolean isBeingDeleted() {
        return metadata().hasNonNull("deletionTimestamp");
    }

    /** {@return the uid of the object that made it and looks after it} */
    Optional<String> controller() {
        return elements(metadata().path("ownerReferences"))
                .filter(owner -> owner.path("controller").asBoolean(false))
                .map(owner -> owner.path("uid").asText(""))
                .findFirst();
    }

    boolean isControlledBy(String uid) {
        return controller().filter(uid::equals).isPresent();
    }

    static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static String joined(String reason, String message) {
        return reason.isEmpty() ? message : message.isEmpty() ? reason : reason + ": " + message;
    }

    /** The time written there; the beginning of all time where none is. */
    static Instant time(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
