package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.PodImages;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.plan.LastApplied;
import io.github.kitmaven.plan.Step;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.rollout.Health;
import io.github.kitmaven.rollout.Timing;
import io.github.kitmaven.rollout.Verdict;
import io.github.kitmaven.strategy.FastRollback;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one cluster has in reserve of a resource, and what it takes to switch back to a part of that. Pure.
 *
 * <p>A Service is switched by applying exactly what kit applied last, with another deploy id in its selector.
 */
final class Standbys {
    static final String SELECTOR = "/spec/selector";
    private static final String TARGET = "/spec/scaleTargetRef";

    private final String cluster;
    private final String resource;
    private final Map<ManifestKey, ObjectNode> live;
    private final Instant now;
    private final List<Manifest> deployments;
    private final List<Manifest> services;
    private final List<Manifest> autoscalers;

    /**
     * Looks at one cluster.
     *
     * @param cluster its name
     * @param resource the resource
     * @param wanted what the repo has of the resource, under the names of the repo
     * @param live the Deployments, Services and autoscalers of the cluster
     * @param now when they were read
     */
    Standbys(String cluster, String resource, List<Manifest> wanted, Map<ManifestKey, ObjectNode> live, Instant now) {
        this.cluster = cluster;
        this.resource = resource;
        this.live = live;
        this.now = now;
        this.deployments = of(wanted, "apps", "Deployment");
        this.services = of(wanted, "", "Service").stream()
                .filter(service -> FastRollback.selectsAny(service, deployments))
                .toList();
        this.autoscalers = of(wanted, "autoscaling", "HorizontalPodAutoscaler");
    }

    private static List<Manifest> of(List<Manifest> wanted, String group, String kind) {
        return wanted.stream()
                .filter(manifest ->
                        manifest.group().equals(group) && manifest.kind().equals(kind))
                .toList();
    }

    /** A Deployment of the repo, and what the deploy that is switched to made of it. */
    record Standby(Manifest wanted, ObjectNode live) {}

    /** {@return the Deployments, as the repo has them} */
    List<Manifest> deployments() {
        return deployments;
    }

    /** {@return the Services that lead to the Deployments, as the repo has them} */
    List<Manifest> services() {
        return services;
    }

    /** {@return the object as the cluster has it} */
    Optional<ObjectNode> live(ManifestKey key) {
        return Optional.ofNullable(live.get(key));
    }

    /** Whether any Service leads to one deploy, as the strategy fast-rollback has it. */
    boolean inUse() {
        return services.stream().anyMatch(service -> !leadsTo(service).isEmpty());
    }

    /** The deploys that could be switched to, but for the one that all Services lead to already. */
    SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>();
        deployments.stream()
                .findFirst()
                .ifPresent(first -> ids.addAll(deploys(first).keySet()));
        ids.removeIf(id -> standbys(id).size() < deployments.size()
                || standbys(id).stream()
                        .anyMatch(standby -> unfit(standby.live()).isPresent()));
        ids.removeIf(
                id -> services.stream().allMatch(service -> leadsTo(service).equals(id)));
        return ids;
    }

    /** The Deployments that a deploy left, as far as they are there. */
    List<Standby> standbys(String id) {
        return deployments.stream()
                .flatMap(wanted ->
                        Optional.ofNullable(deploys(wanted).get(id)).stream().map(found -> new Standby(wanted, found)))
                .toList();
    }

    /** What deploys left of a Deployment, by their ids. */
    SortedMap<String, ObjectNode> deploys(Manifest wanted) {
        return FastRollback.deploysOf(
                wanted,
                live.values().stream()
                        .filter(object -> object.path("kind").asText().equals("Deployment"))
                        .filter(object -> LastApplied.of(object).isPresent()) // the rest is not kit's
                        .toList());
    }

    /** {@return what stands in the way of a switch to a deploy} */
    List<Diagnostic> missing(String id) {
        return new StandbyCheck(this, cluster, resource, id).problems();
    }

    /** Why a Deployment can't serve at once, if it can't. */
    Optional<String> unfit(ObjectNode deployment) {
        if (deployment.path("spec").path("replicas").asInt(1) == 0) {
            return Optional.of("it was scaled to 0 replicas");
        }
        Verdict verdict = Health.of(deployment, List.of(), new Timing(now, now));
        return verdict instanceof Verdict.Healthy ? Optional.empty() : Optional.of(verdict.reason());
    }

    /** The deploy that a Service leads to; empty where it leads to no single one. */
    String leadsTo(Manifest service) {
        return Optional.ofNullable(live.get(service.key()))
                .map(service::with)
                .filter(FastRollback::leadsToOneDeploy)
                .map(there -> there.tree().at(SELECTOR).path(KitLabels.ID).asText())
                .orElse("");
    }

    /** What is done to switch to a deploy of which nothing is missing. */
    List<Step> steps(String id) {
        Stream<Step> kept = standbys(id).stream()
                .map(standby ->
                        Step.unchanged(standby.wanted().with(applied(standby.live())), "in reserve, and healthy"));
        Stream<Step> switched = services.stream().map(service -> step(service, SELECTOR, KitLabels.ID, id, id));
        Stream<Step> following = autoscalers.stream().flatMap(autoscaler -> following(autoscaler, id));
        return Stream.of(kept, switched, following).flatMap(steps -> steps).toList();
    }

    /** An autoscaler follows its Deployment, where it did so before. */
    private Stream<Step> following(Manifest autoscaler, String id) {
        String target = autoscaler.tree().at(TARGET).path("name").asText();
        boolean ours = deployments.stream().anyMatch(it -> it.name().equals(target));
        boolean followed = Optional.ofNullable(live.get(autoscaler.key()))
                .filter(there -> LastApplied.of(there).isPresent())
                .filter(there -> there.at(TARGET).path("name").asText().startsWith(target + "-"))
                .isPresent();
        return ours && followed ? Stream.of(step(autoscaler, TARGET, "name", target + "-" + id, id)) : Stream.empty();
    }

    private Step step(Manifest wanted, String at, String field, String value, String id) {
        ObjectNode there = Optional.ofNullable(live.get(wanted.key())).orElseThrow();
        ObjectNode tree = applied(there);
        String before = there.at(at).path(field).asText();
        if (before.equals(value)) {
            return Step.unchanged(wanted.with(tree), "leads to deploy " + id + " already");
        }
        tree.withObject(at).put(field, value);
        String path = at.substring(1).replace('/', '.') + "." + field;
        return Step.update(
                wanted.with(tree),
                "back to deploy " + id,
                List.of(new FieldChange(path, Optional.of(before), Optional.of(value))));
    }

    private static ObjectNode applied(ObjectNode there) {
        return LastApplied.of(there).orElseThrow();
    }

    /** The images of the containers that the repo wants, by Deployment and container, for those that a deploy left. */
    Map<String, String> wantedImages() {
        Map<String, String> images = new TreeMap<>();
        deployments.forEach(wanted -> containers(wanted.tree())
                .forEach((name, image) -> images.put(wanted.namespace() + "/" + wanted.name() + "/" + name, image)));
        return images;
    }

    /** Whether nobody may read an image that the repo wants, so that those of earlier deploys may have been secret, too. */
    boolean hidesImages() {
        return deployments.stream().anyMatch(wanted -> !PodImages.of(wanted).equals(PodImages.of(wanted.tree())));
    }

    /** The images of the containers that a deploy left, by Deployment and container. */
    Map<String, String> images(String id) {
        Map<String, String> images = new TreeMap<>();
        standbys(id)
                .forEach(standby -> containers(standby.live())
                        .forEach((name, image) -> images.put(
                                standby.wanted().namespace() + "/"
                                        + standby.wanted().name() + "/" + name,
                                image)));
        return images;
    }

    private static Map<String, String> containers(JsonNode deployment) {
        Map<String, String> images = new TreeMap<>();
        JsonNode pod = deployment.at("/spec/template/spec");
        for (String list : List.of("initContainers", "containers")) {
            pod.path(list)
                    .forEach(container -> images.put(
                            container.path("name").asText(),
                            container.path("image").asText("")));
        }
        return images;
    }
}
