package io.github.kitmaven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Trouble;
import java.util.Locale;

/** The part of the result for machines that tells how an object came out of its rollout. What is empty is left out. */
final class HealthJson {
    private HealthJson() {}

    static ObjectNode of(ObjectHealth health) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("state", health.state().name().toLowerCase(Locale.ROOT));
        tree.put("reason", health.reason());
        tree.put("seconds", health.after().toMillis() / 1000.0);
        if (health.failed()) {
            tree.put("certainty", health.certainty().name().toLowerCase(Locale.ROOT));
        }
        if (!health.troubles().isEmpty()) {
            ArrayNode troubles = tree.putArray("troubles");
            health.troubles().forEach(trouble -> troubles.add(trouble(trouble)));
        }
        health.evidence().event().ifPresent(event -> tree.set("event", event(event)));
        health.evidence().log().ifPresent(log -> tree.set("log", log(log)));
        if (!health.ignored().isEmpty()) {
            health.ignored().forEach(tree.putObject("ignored")::put);
        }
        return tree;
    }

    private static ObjectNode trouble(Trouble trouble) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        put(tree, "pod", trouble.pod());
        put(tree, "container", trouble.container());
        put(tree, "reason", trouble.reason());
        put(tree, "message", trouble.message());
        put(tree, "exit", trouble.exit());
        return tree.put("times", trouble.times());
    }

    private static ObjectNode event(Evidence.Event event) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        put(tree, "reason", event.reason());
        put(tree, "message", event.message());
        return tree.put("times", event.times());
    }

    private static ObjectNode log(Evidence.Log log) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("pod", log.pod()).put("container", log.container()).put("previous", log.previous());
        ArrayNode lines = tree.putArray("lines");
        log.lines().forEach(lines::add);
        return tree;
    }

    private static void put(ObjectNode tree, String key, String value) {
        if (!value.isEmpty()) {
            tree.put(key, value);
        }
    }
}
