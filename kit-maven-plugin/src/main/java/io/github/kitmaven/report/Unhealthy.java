package io.github.kitmaven.report;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.rollout.Evidence;
import io.github.kitmaven.rollout.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object that its rollout left unhealthy.
 *
 * @param cluster the cluster's name
 * @param manifest the object
 * @param health how it came out of its rollout
 */
public record Unhealthy(String cluster, Manifest manifest, ObjectHealth health) {
    private static final String ADVICE = "Mend the cause and deploy again, or git revert and deploy";
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** {@return the problem that says so, with what the cluster told of it} */
    public Diagnostic problem() {
        return new Diagnostic(
                key() + " in cluster " + cluster + " is unhealthy: " + health.reason(),
                Optional.of(manifest.origin()),
                Optional.of(ADVICE),
                details(""));
    }

    /**
     * The problem of several objects that have the same cause.
     *
     * @param what the objects, as {@code Deployment shop/web is unhealthy in 2 clusters: a, b}
     * @return the problem, explained by this one
     */
    Diagnostic problemOfMany(String what) {
        return new Diagnostic(
                what + ": " + health.reason(),
                Optional.of(manifest.origin().source()),
                Optional.of(ADVICE),
                details("in cluster " + cluster + ", "));
    }

    ManifestKey key() {
        return manifest.key();
    }

    /** What is wrong without what differs from cluster to cluster although the cause is the same: names of pods, numbers. */
    String cause() {
        String cause = health.reason();
        for (Trouble trouble : health.troubles()) {
            cause = trouble.pod().isEmpty() ? cause : cause.replace(trouble.pod(), "*");
        }
        cause = UID.matcher(cause).replaceAll("*");
        return NUMBER.matcher(cause).replaceAll("#").replace("_" + key().namespace(), "_*");
    }

    private List<String> details(String prefix) {
        List<String> lines = new ArrayList<>();
        Evidence evidence = health.evidence();
        evidence.event()
                .filter(event -> !health.reason().contains(event.message()))
                .ifPresent(event -> lines.add(prefix + "last event: " + event.reason()
                        + (event.times() > 1 ? " (" + event.times() + " times)" : "")
                        + (event.message().isEmpty() ? "" : ": " + event.message())));
        evidence.log().ifPresent(log -> {
            lines.add(prefix + "log of pod " + log.pod() + ", container " + log.container()
                    + (log.previous() ? ", before its restart:" : ":"));
            log.lines().forEach(line -> lines.add("  | " + line));
        });
        return lines;
    }
}
