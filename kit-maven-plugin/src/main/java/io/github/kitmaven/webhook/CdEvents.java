package io.github.kitmaven.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.jackson.JsonFormat;
import io.github.kitmaven.event.Event;
import io.github.kitmaven.event.Event.ObjectApplied;
import io.github.kitmaven.event.Event.RolloutChanged;
import io.github.kitmaven.report.ClusterReport;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ObjectReport;
import io.github.kitmaven.report.ProblemReport;
import io.github.kitmaven.report.RunReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Tells a run in the words of CDEvents: it is a {@code pipelineRun}, each cluster that it works on a {@code taskRun}, and
 * each resource that changed in a cluster a {@code service} in an {@code environment}. What the original recorded of deploys
 * stands in {@code customData}: who, what kind, which objects, how it ended and why.
 */
final class CdEvents implements Notifier {
    /** A plan of more than this is told by numbers alone. */
    private static final int MOST_OBJECTS = 200;

    private final RunFacts facts;
    private final Outbox outbox;
    /** What is to be told once a cluster is begun with. */
    private final Map<String, ObjectNode> waiting = new ConcurrentHashMap<>();

    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    CdEvents(RunFacts facts, Outbox outbox) {
        this.facts = facts;
        this.outbox = outbox;
    }

    @Override
    public void planned(List<ClusterResult> clusters) {
        ObjectNode content = Json.object().put("pipelineName", pipeline()).put("url", url());
        put(Topic.BEGIN, "", new CdEvent("pipelineRun", "started", run(), content, custom("in-progress")));
        if (outbox.wants(Topic.PROGRESS)) {
            clusters.forEach(cluster -> waiting.put(cluster.name(), begun(cluster)));
        }
    }

    private ObjectNode begun(ClusterResult cluster) {
        var writes = cluster.objects().stream()
                .filter(object -> object.step().action().writes())
                .toList();
        ClusterReport report = ClusterReport.of(
                new ClusterResult(cluster.cluster(), cluster.status(), writes, List.of()), facts.mask());
        return custom("in-progress").put("cluster", report.name()).set("resources", resources(report));
    }

    @Override
    public void on(Event event) {
        if (event instanceof ObjectApplied it) {
            begin(it.cluster());
        } else if (event instanceof RolloutChanged it) {
            begin(it.cluster());
        }
    }

    private void begin(String cluster) {
        ObjectNode custom = waiting.remove(cluster);
        if (custom != null) {
            String name = facts.mask().apply(cluster);
            started.add(name);
            put(Topic.PROGRESS, name, new CdEvent("taskRun", "started", task(name), task(), custom));
        }
    }

    @Override
    public void deployed(ClusterResult cluster) {
        if (outbox.wants(Topic.PROGRESS)) {
            finish(ClusterReport.of(cluster, facts.mask()));
        }
    }

    /** As the original, only of what was told to have begun. */
    private void finish(ClusterReport cluster) {
        String name = cluster.name();
        if (!started.contains(name) || !finished.add(name)) {
            return;
        }
        String outcome = cluster.failed() ? "failure" : "success";
        ObjectNode content = task().put("outcome", outcome);
        Json.put(content, "errors", errors(cluster.problems()));
        ObjectNode custom = custom(outcome).put("cluster", name);
        custom.set("resources", resources(cluster));
        put(Topic.PROGRESS, name, new CdEvent("taskRun", "finished", task(name), content, custom));
        ServiceChange.of(cluster).forEach(change -> service(name, change));
    }

    /** CDEvents want the artifact that is run; what has none, such as a ConfigMap alone, is told of with its cluster. */
    private void service(String cluster, ServiceChange change) {
        if (change.failed() || change.images().isEmpty()) {
            return;
        }
        String predicate = change.predicate(facts.isRollback());
        ObjectNode content = Json.object();
        content.putObject("environment").put("id", cluster);
        if (!predicate.equals("removed")) {
            content.put("artifactId", Purl.of(change.images().get(0)));
        }
        ObjectNode custom = custom("success").put("cluster", cluster).put("service", change.name());
        custom.set("images", Json.array(change.images()));
        put(Topic.PROGRESS, cluster, new CdEvent("service", predicate, change.name(), content, custom));
    }

    @Override
    public void ended(RunReport report) {
        if (finished.size() < started.size()) { // else each was told of when it was done
            report.clusters().forEach(this::finish);
        }
        String outcome = report.successful() ? "success" : "failure";
        ObjectNode content =
                Json.object().put("pipelineName", pipeline()).put("url", url()).put("outcome", outcome);
        Json.put(content, "errors", errors(report.problems()));
        ObjectNode custom = custom(outcome);
        Json.put(custom, "commit", report.commit());
        custom.set("progress", Json.tree(report.progress()));
        put(Topic.END, "", new CdEvent("pipelineRun", "finished", run(), content, custom));
    }

    @Override
    public void fleet(FleetNews news) {
        Stream.of(
                        Map.entry("created", news.added()),
                        Map.entry("modified", news.changed()),
                        Map.entry("deleted", news.removed()))
                .forEach(entry -> entry.getValue().forEach(name -> environment(entry.getKey(), name, news)));
        ObjectNode custom = custom("success").set("fleet", Json.tree(news));
        ObjectNode content = Json.object().put("taskName", "fleet").put("outcome", "success");
        content.putObject("pipelineRun").put("id", run());
        put(Topic.FLEET, "fleet", new CdEvent("taskRun", "finished", run() + "/fleet", content, custom));
    }

    private void environment(String predicate, String name, FleetNews news) {
        ObjectNode custom = custom("success");
        news.clusters().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .ifPresent(member -> custom.set("cluster", Json.tree(member)));
        put(
                Topic.FLEET,
                "fleet",
                new CdEvent("environment", predicate, name, Json.object().put("name", name), custom));
    }

    @Override
    public void image(ImageNews news) {
        boolean well = news.outcome() == ImageNews.Outcome.COMMITTED;
        ObjectNode content = Json.object()
                .put("taskName", pipeline())
                .put("url", url())
                .put("outcome", well ? "success" : "failure");
        Json.put(content, "errors", Optional.of(news.reason()));
        ObjectNode custom = Json.object().put("uuid", run());
        custom.put("status", news.outcome().name().toLowerCase(java.util.Locale.ROOT));
        Json.put(custom, "image", news.image());
        Json.put(custom, "file", news.file());
        Json.put(custom, "branch", news.branch());
        Json.put(custom, "commit", news.commit());
        Json.put(custom, "replaced", news.replaced());
        put(Topic.IMAGE, "", new CdEvent("taskRun", "finished", run(), content, custom));
    }

    private ArrayNode resources(ClusterReport cluster) {
        ArrayNode resources = Json.array(List.of());
        int left = MOST_OBJECTS;
        for (ServiceChange change : ServiceChange.of(cluster)) {
            ObjectNode resource = resources.addObject().put("name", change.name());
            resource.put("failed", change.failed())
                    .put("changes", change.objects().size());
            ArrayNode objects = resource.putArray("objects");
            change.objects().stream().limit(Math.max(0, left)).forEach(object -> objects.add(object(object)));
            left -= change.objects().size();
        }
        return resources;
    }

    private static ObjectNode object(ObjectReport object) {
        ObjectNode node = Json.object().put("object", object.title()).put("action", object.action());
        if (!object.images().isEmpty()) {
            node.set("images", Json.array(object.images()));
        }
        return node;
    }

    /** What the original recorded of each deploy. */
    private ObjectNode custom(String status) {
        ObjectNode custom = Json.object()
                .put("uuid", run())
                .put("type", facts.isRollback() ? "rollback" : "promotion")
                .put("status", status)
                .put("by", facts.mask().apply(facts.info().by()));
        Json.put(custom, "deployId", facts.info().deployId());
        return custom;
    }

    private static Optional<String> errors(List<ProblemReport> problems) {
        return problems.stream().map(ProblemReport::text).reduce((a, b) -> a + "\n" + b);
    }

    private ObjectNode task() {
        ObjectNode content = Json.object().put("taskName", pipeline()).put("url", url());
        content.putObject("pipelineRun").put("id", run()).put("source", CdEvent.SOURCE.toString());
        return content;
    }

    private String task(String cluster) {
        return run() + "/" + cluster;
    }

    private String pipeline() {
        return "kit:" + facts.goal();
    }

    private String url() {
        return facts.info().build().map(facts.mask()).orElse("");
    }

    private String run() {
        return facts.info().uuid();
    }

    private void put(Topic topic, String lane, CdEvent event) {
        if (outbox.wants(topic)) {
            outbox.put(topic, new Message("", lane, JsonFormat.CONTENT_TYPE, event.text(facts.clock())));
        }
    }
}
