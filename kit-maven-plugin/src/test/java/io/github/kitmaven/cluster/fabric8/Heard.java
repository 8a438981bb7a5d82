package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ClusterClient.WatchListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears a watch; each thing heard is a line such as {@code changed web 7}. */
final class Heard implements WatchListener {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    volatile RuntimeException lost = new IllegalStateException("not lost");

    @Override
    public void changed(ObjectNode object) {
        lines.add("changed " + words(object));
    }

    @Override
    public void deleted(ObjectNode object) {
        lines.add("deleted " + words(object));
    }

    @Override
    public void synced() {
        lines.add("synced");
    }

    @Override
    public void lost(RuntimeException cause) {
        lost = cause;
        lines.add("lost");
    }

    String next() {
        try {
            String line = lines.poll(20, TimeUnit.SECONDS);
            return line == null ? "nothing within 20 s" : line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    private static String words(ObjectNode object) {
        return object.path("metadata").path("name").asText() + " "
                + object.path("metadata").path("resourceVersion").asText();
    }
}
