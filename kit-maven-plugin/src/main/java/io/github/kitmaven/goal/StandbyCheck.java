package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.goal.Standbys.Standby;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.LastApplied;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether one cluster can be switched to a deploy in reserve, and what is missing for that if it can't. Pure. */
final class StandbyCheck {
    private static final String MADE_OTHERWISE = "not made by a deploy with fast-rollback";

    private final Standbys standbys;
    private final String cluster;
    private final String resource;
    private final String id;

    StandbyCheck(Standbys standbys, String cluster, String resource, String id) {
        this.standbys = standbys;
        this.cluster = cluster;
        this.resource = resource;
        this.id = id;
    }

    /** {@return what is missing; empty where nothing is} */
    List<Diagnostic> problems() {
        List<String> problems = new ArrayList<>();
        if (standbys.deployments().isEmpty()) {
            problems.add("Resource " + resource + " has no Deployment in cluster " + cluster);
        } else if (standbys.services().isEmpty()) {
            problems.add(
                    "Resource " + resource + " has no Service that leads to its Deployments in cluster " + cluster);
        }
        standbys.deployments().forEach(wanted -> ofDeployment(wanted).ifPresent(problems::add));
        standbys.services().forEach(wanted -> ofService(wanted).ifPresent(problems::add));
        return problems.stream()
                .map(problem -> new Diagnostic(problem, Optional.empty(), Optional.empty()))
                .toList();
    }

    private Optional<String> ofDeployment(Manifest wanted) {
        ManifestKey key = named(wanted);
        Optional<ObjectNode> standby =
                Optional.ofNullable(standbys.deploys(wanted).get(id));
        if (standby.isPresent()) {
            return standbys.unfit(standby.get())
                    .map(why -> key + " in cluster " + cluster + " can't take over: " + why);
        }
        return Optional.of(
                standbys.live(key).isPresent()
                        ? key + " in cluster " + cluster + " was " + MADE_OTHERWISE
                        : key + " is not in cluster " + cluster);
    }

    private ManifestKey named(Manifest wanted) {
        ObjectNode tree = wanted.tree().deepCopy();
        tree.withObject("/metadata").put("name", wanted.name() + "-" + id);
        return wanted.followedBy(wanted.with(tree)).key();
    }

    private Optional<String> ofService(Manifest wanted) {
        String name = wanted.key() + " in cluster " + cluster;
        Optional<ObjectNode> service = standbys.live(wanted.key());
        if (service.isEmpty()) {
            return Optional.of(wanted.key() + " is not in cluster " + cluster);
        }
        if (standbys.leadsTo(wanted).isEmpty() || LastApplied.of(service.get()).isEmpty()) {
            return Optional.of(name + " leads to no single deploy: it was " + MADE_OTHERWISE);
        }
        List<Standby> all = standbys.standbys(id);
        boolean matches = all.isEmpty() || all.stream().anyMatch(standby -> selects(service.get(), standby.live()));
        return matches
                ? Optional.empty()
                : Optional.of(name + " selects other labels than the pods of deploy " + id + " have");
    }

    private boolean selects(ObjectNode service, ObjectNode deployment) {
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        return service.at(Standbys.SELECTOR).properties().stream()
                .allMatch(wanted ->
                        labels.path(wanted.getKey()).asText("").equals(value(wanted.getKey(), wanted.getValue())));
    }

    private String value(String label, JsonNode value) {
        return label.equals(KitLabels.ID) ? id : value.asText();
    }
}
