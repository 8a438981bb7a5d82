package io.github.kitmaven.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ClusterFinished;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.report.ClusterReport;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.HealthReport;
import io.github.kitmaven.report.ObjectReport;
import io.github.kitmaven.report.RunReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the original sent: to {@code <url>/<name>}, once when the first cluster is at work on a manifest of that name, and
 * once when all clusters are done, a failure in any of them winning.
 *
 * <p>Source of the payload: kit-deployer's webhooks, whose shape is that of Jenkins' Notification plugin.
 */
final class KitV1 implements Notifier {
    private static final String OTHER = "other";

    private final RunFacts facts;
    private final Outbox outbox;
    private final Progress progress = new Progress();
    /** Only of those that go by another name than their own. */
    private final Map<String, Map<ManifestKey, String>> aliases = new ConcurrentHashMap<>();
    /** The names that were told of. */
    private final Set<String> started = Collections.synchronizedSet(new LinkedHashSet<>());

    KitV1(RunFacts facts, Outbox outbox) {
        this.facts = facts;
        this.outbox = outbox;
    }

    @Override
    public void planned(List<ClusterResult> clusters) {
        progress.found(
                clusters.stream().map(it -> facts.mask().apply(it.name())).toList());
        clusters.forEach(cluster -> cluster.objects().stream()
                .map(object -> object.step().manifest())
                .forEach(manifest -> alias(manifest)
                        .ifPresent(alias -> aliases.computeIfAbsent(cluster.name(), name -> new HashMap<>())
                                .put(manifest.key(), alias))));
    }

    private static Optional<String> alias(Manifest manifest) {
        return Stream.of(KitAnnotations.ALIAS_NAME, KitAnnotations.ORIGINAL_NAME)
                .map(name -> manifest.shown("metadata", "annotations", name))
                .filter(alias ->
                        !alias.isEmpty() && !alias.equals(manifest.key().name()))
                .findFirst();
    }

    @Override
    public void on(Event event) {
        if (event instanceof ObjectApplied it && !it.action().equals(Action.DELETE.label())) {
            start(it.cluster(), it.key());
        } else if (event instanceof RolloutChanged it) {
            start(it.cluster(), it.key());
        } else if (event instanceof ClusterFinished it) {
            progress.finished(facts.mask().apply(it.cluster()), it.successful());
        }
    }

    private void start(String cluster, ManifestKey key) {
        String name = aliases.getOrDefault(cluster, Map.of()).getOrDefault(key, key.name());
        start(facts.mask().apply(name));
    }

    private void start(String name) {
        if (started.add(name)) {
            send(Topic.PROGRESS, name, build("STARTED", "IN_PROGRESS", Optional.empty()));
        }
    }

    @Override
    public void ended(RunReport report) {
        Map<String, Optional<String>> failures = new HashMap<>();
        for (ClusterReport cluster : report.clusters()) {
            progress.ended(cluster);
            cluster.objects().stream().filter(ObjectReport::failed).forEach(object -> {
                start(name(object));
                failures.putIfAbsent(name(object), Optional.of(reason(object)));
            });
        }
        List.copyOf(started).forEach(name -> {
            Optional<String> failure = failures.getOrDefault(name, Optional.empty());
            send(Topic.END, name, build("COMPLETED", failure.isPresent() ? "FAILURE" : "SUCCESS", failure));
        });
    }

    private static String name(ObjectReport object) {
        return object.alias().orElse(object.name());
    }

    /** The original's words for what ended a wait. */
    private static String reason(ObjectReport object) {
        return object.health()
                .filter(HealthReport::failed)
                .flatMap(HealthReport::certainty)
                .map(certainty -> certainty.equals("timed_out") ? "TimeoutError" : "EventError")
                .orElse(OTHER);
    }

    @Override
    public void image(ImageNews news) {
        boolean well = news.outcome() == ImageNews.Outcome.COMMITTED;
        ObjectNode build = Json.object().put("phase", "COMPLETED").put("status", well ? "SUCCESS" : "FAILURE");
        Json.put(build, "reason", Optional.of(news.reason()));
        ObjectNode scm = build.putObject("scm");
        Json.put(scm, "branch", news.branch());
        Json.put(scm, "commit", news.commit());
        Json.put(build.putObject("parameters"), "IMAGE", news.image());
        build.putObject("artifacts");
        send(Topic.IMAGE, news.repository().orElse("commit-image"), payload("commit-image", build));
    }

    @Override
    public void fleet(FleetNews news) {
        send(Topic.FLEET, "fleet", payload("fleet", Json.object()).set("fleet", Json.tree(news)));
    }

    private ObjectNode build(String phase, String status, Optional<String> reason) {
        ObjectNode build = Json.object().put("phase", phase).put("status", status);
        Json.put(build, "reason", reason);
        build.set("progress", progress.json());
        build.putObject("scm");
        build.putObject("parameters").put("REVERT", String.valueOf(facts.isRollback()));
        build.putObject("artifacts");
        return payload("kubernetes-deploy", build);
    }

    private ObjectNode payload(String name, ObjectNode build) {
        ObjectNode payload = Json.object();
        payload.put("uuid", facts.info().uuid().isEmpty() ? null : facts.info().uuid());
        payload.put("name", name).put("provider", "CodeShip/Kubernetes");
        return build.isEmpty() ? payload : payload.set("build", build);
    }

    private void send(Topic topic, String name, ObjectNode payload) {
        String path = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        outbox.put(topic, new Message(path, name, Json.TYPE, Json.text(payload)));
    }
}
