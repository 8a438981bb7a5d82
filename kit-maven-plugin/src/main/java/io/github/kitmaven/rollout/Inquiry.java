package io.github.kitmaven.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.rollout.Sighting.Answered;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Asks the cluster for the cause of a failure: at most two requests, one try each. A cluster that refuses, or has no kubelet
 * to ask, costs nothing but the lines.
 */
final class Inquiry {
    private static final int LINES = 20;
    private static final int LONGEST_LINE = 500;

    private final ClusterClient client;
    private final UnaryOperator<String> mask;
    private final Executor executor;
    private final Consumer<Sighting> answers;

    Inquiry(ClusterClient client, UnaryOperator<String> mask, Executor executor, Consumer<Sighting> answers) {
        this.client = client;
        this.mask = mask;
        this.executor = executor;
        this.answers = answers;
    }

    /** Asks, without waiting for the answer, which always comes unless the executor is shut down. */
    void ask(RolloutTarget target, Suspect suspect) {
        executor.execute(() -> {
            List<ObjectNode> events = events(suspect);
            Optional<Evidence.Event> telling = Happening.mostTelling(
                            events.stream().map(Happening::new).toList())
                    .map(event -> new Evidence.Event(event.reason(), mask.apply(event.message()), event.times()));
            Optional<Evidence.Log> log = suspect.log()
                    .map(which -> log(suspect.namespace(), which))
                    .filter(read -> !read.lines().isEmpty());
            answers.accept(new Answered(target, events, new Evidence(telling, log)));
        });
    }

    private List<ObjectNode> events(Suspect suspect) {
        try {
            return client.events(suspect.namespace(), suspect.uid());
        } catch (ApiException | UnreachableException e) {
            return List.of(); // the failure stands without them
        }
    }

    private Evidence.Log log(String namespace, Suspect.LogOf which) {
        List<String> lines;
        try {
            lines = client.log(namespace, which.pod(), which.container(), which.previous(), LINES);
        } catch (ApiException | UnreachableException e) {
            lines = List.of(); // the failure stands without them
        }
        List<String> masked = mask.apply(String.join("\n", lines))
                .lines()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                .toList();
        return new Evidence.Log(mask.apply(which.pod()), mask.apply(which.container()), which.previous(), masked);
    }
}
