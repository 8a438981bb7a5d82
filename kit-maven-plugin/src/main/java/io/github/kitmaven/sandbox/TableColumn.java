package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.schema.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A column of a table: its name, and what stands in it for an object. */
record TableColumn(String name, Function<JsonNode, String> cell) {

    /** The columns of a kind: its name, what is worth knowing, its age. */
    static List<TableColumn> of(Kind kind) {
        List<TableColumn> columns = new ArrayList<>();
        columns.add(new TableColumn("Name", Metadata::name));
        columns.addAll(
                switch (kind.resource()) {
                    case "pods" ->
                        List.of(
                                new TableColumn("Ready", TableColumn::readyContainers),
                                new TableColumn("Status", TableColumn::podStatus),
                                number("Restarts", "/status/containerStatuses/0/restartCount"));
                    case "deployments.apps" ->
                        List.of(
                                ratio("Ready", "/status/readyReplicas", "/spec/replicas"),
                                number("Up-to-date", "/status/updatedReplicas"),
                                number("Available", "/status/availableReplicas"));
                    case "replicasets.apps" ->
                        List.of(
                                number("Desired", "/spec/replicas"),
                                number("Current", "/status/replicas"),
                                number("Ready", "/status/readyReplicas"));
                    case "statefulsets.apps" -> List.of(ratio("Ready", "/status/readyReplicas", "/spec/replicas"));
                    case "daemonsets.apps" ->
                        List.of(
                                number("Desired", "/status/desiredNumberScheduled"),
                                number("Ready", "/status/numberReady"));
                    case "jobs.batch" -> List.of(ratio("Completions", "/status/succeeded", "/spec/completions"));
                    case "services" ->
                        List.of(
                                text("Type", "/spec/type"),
                                text("Cluster-IP", "/spec/clusterIP"),
                                new TableColumn("Port(s)", TableColumn::ports));
                    case "namespaces", "persistentvolumeclaims" -> List.of(text("Status", "/status/phase"));
                    case "events" ->
                        List.of(text("Type", "/type"), text("Reason", "/reason"), text("Message", "/message"));
                    case "cronjobs.batch" -> List.of(text("Schedule", "/spec/schedule"));
                    default -> List.of();
                });
        columns.add(new TableColumn("Age", TableColumn::age));
        return columns;
    }

    private static TableColumn text(String name, String pointer) {
        return new TableColumn(name, object -> object.at(pointer).asText("<none>"));
    }

    private static TableColumn number(String name, String pointer) {
        return new TableColumn(name, object -> object.at(pointer).asText("0"));
    }

    private static TableColumn ratio(String name, String part, String whole) {
        return new TableColumn(
                name,
                object -> object.at(part).asText("0") + "/" + object.at(whole).asText("0"));
    }

    private static String readyContainers(JsonNode pod) {
        long ready = Json.items(pod.at("/status/containerStatuses"))
                .filter(status -> status.path("ready").asBoolean())
                .count();
        return ready + "/" + pod.at("/spec/containers").size();
    }

    private static String podStatus(JsonNode pod) {
        JsonNode state = pod.at("/status/containerStatuses/0/state");
        String reason = state.at("/waiting/reason")
                .asText(state.at("/terminated/reason").asText(""));
        return reason.isEmpty() ? pod.at("/status/phase").asText() : reason;
    }

    private static String ports(JsonNode service) {
        return Json.items(service.at("/spec/ports"))
                .map(port ->
                        port.path("port").asText() + "/" + port.path("protocol").asText())
                .collect(Collectors.joining(","));
    }

    private static String age(JsonNode object) {
        Instant created =
                Timestamps.parse(Metadata.of(object).path("creationTimestamp").asText());
        Duration age = Duration.between(created, Instant.now());
        if (age.toMinutes() < 2) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        return age.toHours() < 3 ? age.toMinutes() + "m" : age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
