package io.github.kitmaven.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Deployment that is deployed, and what other deploys left of the same service: Deployments of the same namespace that
 * share its label {@code name} and the name that it has in the repo. Anything that lacks either is somebody else's.
 *
 * @param wanted the Deployment that is deployed
 * @param age when it was made; the far future where that is still to be
 * @param others the other Deployments
 */
record Family(Manifest wanted, Age age, List<ObjectNode> others) {

    /**
     * When an object was made. Servers tell it in seconds, so of two of one second, what kit noted on them tells.
     *
     * @param created when the server made it
     * @param applied when kit applied it, as text
     */
    record Age(Instant created, String applied) implements Comparable<Age> {
        private static final Age NONE_YET = new Age(Instant.MAX, "");

        static Age of(JsonNode object) {
            String time = object.at("/metadata/creationTimestamp").asText("");
            return time.isEmpty()
                    ? NONE_YET
                    : new Age(Instant.parse(time), annotation(object, KitAnnotations.LAST_UPDATED));
        }

        @Override
        public int compareTo(Age other) {
            int order = created.compareTo(other.created);
            return order != 0 ? order : applied.compareTo(other.applied);
        }
    }

    static boolean isDeployment(Manifest manifest) {
        return manifest.kind().equals("Deployment") && manifest.group().equals("apps");
    }

    /** What the objects of one service share: their namespace, their label {@code name}, their name in the repo. */
    private record Kin(String place, String service, String original) {
        /** Empty for what lacks one of the names, and so is nobody's kin. */
        static Optional<Kin> of(JsonNode object) {
            Kin kin = new Kin(
                    namespace(object), label(object, KitLabels.NAME), annotation(object, KitAnnotations.ORIGINAL_NAME));
            return Optional.of(kin).filter(it -> !it.service.isEmpty() && !it.original.isEmpty());
        }

        static Map<Kin, List<ObjectNode>> group(List<ObjectNode> objects) {
            Map<Kin, List<ObjectNode>> groups = new HashMap<>();
            objects.forEach(object -> of(object)
                    .ifPresent(kin -> groups.computeIfAbsent(kin, key -> new ArrayList<>())
                            .add(object)));
            return groups;
        }
    }

    static List<Family> all(List<Manifest> adapted, List<ObjectNode> live) {
        Map<Kin, List<ObjectNode>> kins = Kin.group(live);
        Map<ManifestKey, ObjectNode> selves = new HashMap<>();
        live.forEach(object -> selves.put(ManifestKey.of(object), object));
        return adapted.stream()
                .filter(Family::isDeployment)
                .map(wanted -> new Family(
                        wanted,
                        Optional.ofNullable(selves.get(wanted.key()))
                                .map(Age::of)
                                .orElse(Age.NONE_YET),
                        Kin.of(wanted.tree()).map(kins::get).orElse(List.of()).stream()
                                .filter(other -> !isSelf(wanted, other))
                                .toList()))
                .toList();
    }

    /** The Deployments that another strategy left. */
    Stream<Step> ofOtherStrategies(String strategy) {
        return others.stream()
                .filter(other -> !label(other, KitLabels.STRATEGY).equals(strategy))
                .map(other -> delete(other, "left over from the strategy " + strategyOf(other)));
    }

    /** Of the same strategy: those that were made later, and of the rest all but the newest few. */
    Stream<Step> outOfReserve(String strategy, int reserve) {
        List<ObjectNode> same = others.stream()
                .filter(other -> label(other, KitLabels.STRATEGY).equals(strategy))
                .sorted(Comparator.comparing((ObjectNode other) -> Age.of(other))
                        .reversed())
                .toList();
        Stream<Step> newer = same.stream()
                .filter(other -> Age.of(other).compareTo(age) > 0)
                .map(other -> delete(other, "newer than " + wanted.name() + ", which is deployed again"));
        Stream<Step> tooOld = same.stream()
                .filter(other -> Age.of(other).compareTo(age) <= 0)
                .skip(reserve)
                .map(other -> delete(other, "older than the " + reserve + " that stay in reserve"));
        return Stream.concat(newer, tooOld);
    }

    private Step delete(ObjectNode other, String reason) {
        return Step.delete(wanted.with(other), reason);
    }

    /** Whether an object is of the same service as a wanted Deployment. */
    static boolean isKin(Manifest wanted, JsonNode other) {
        Optional<Kin> kin = Kin.of(wanted.tree());
        return kin.isPresent() && kin.equals(Kin.of(other));
    }

    private static boolean isSelf(Manifest wanted, JsonNode other) {
        return namespace(other).equals(wanted.namespace())
                && other.path("metadata").path("name").asText("").equals(wanted.name());
    }

    private static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText("");
    }

    private static String strategyOf(JsonNode object) {
        String strategy = label(object, KitLabels.STRATEGY);
        return strategy.isEmpty() ? "that deployed it before" : strategy;
    }

    private static String label(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name).asText("");
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText("");
    }
}
