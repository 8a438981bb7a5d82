package io.github.kitmaven.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ApiException.Cause;
import io.github.kitmaven.cluster.ClusterClient;
import io.github.kitmaven.cluster.ClusterClient.ApplyMode;
import io.github.kitmaven.cluster.ResourceType;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fields that keep the value they were made with: which a refusal is about, and what can be done. */
public final class ImmutableFields {
    /** The words of Kubernetes for such fields, which differ from kind to kind. */
    private static final Pattern WORDS = Pattern.compile("immutable|may not change once set|cannot change roleRef"
            + "|updates to .+ (?:are|is) forbidden|may not be (?:changed|updated)|may not change fields");
    /** Where servers name only the spec: the fields of it that can change. */
    private static final Map<String, Set<String>> CHANGEABLE = Map.of(
            "StatefulSet",
            Set.of(
                    "replicas",
                    "ordinals",
                    "template",
                    "updateStrategy",
                    "revisionHistoryLimit",
                    "persistentVolumeClaimRetentionPolicy",
                    "minReadySeconds"),
            "PersistentVolumeClaim",
            Set.of("resources", "volumeAttributesClassName"));
    /** What is lost with these is not in the repo. */
    private static final Set<String> PRECIOUS =
            Set.of("PersistentVolumeClaim", "PersistentVolume", "Namespace", "CustomResourceDefinition");

    private static final int TWIN_NAME = 40;

    private ImmutableFields() {}

    /**
     * Finds the fields.
     *
     * @param refused the cluster's answer
     * @param wanted the object that it refused
     * @param live the object as the cluster has it
     * @return the fields that can't be changed, such as {@code spec.selector}; empty where the refusal is about others, too
     */
    public static List<String> of(ApiException refused, Manifest wanted, ObjectNode live) {
        if (refused.causes().isEmpty() || !refused.causes().stream().allMatch(ImmutableFields::isImmutable)) {
            return List.of();
        }
        return refused.causes().stream()
                .flatMap(cause -> fields(cause.field(), wanted, live))
                .distinct()
                .toList();
    }

    private static boolean isImmutable(Cause cause) {
        return WORDS.matcher(cause.message()).find();
    }

    private static Stream<String> fields(String field, Manifest wanted, ObjectNode live) {
        String path = field.replaceFirst("^\\.", "").replace("spec.clusterIPs[0]", "spec.clusterIP");
        if (!path.equals("spec")) {
            return Stream.of(path);
        }
        Set<String> changeable = CHANGEABLE.getOrDefault(wanted.kind(), Set.of());
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, JsonNode> part : wanted.tree().path("spec").properties()) {
            if (!changeable.contains(part.getKey()) && !holds(live.path("spec").path(part.getKey()), part.getValue())) {
                changed.add("spec." + part.getKey());
            }
        }
        return changed.isEmpty() ? Stream.of(path) : changed.stream();
    }

    /** Whether a live value has all of a wanted one; the server may have added to it. */
    private static boolean holds(JsonNode live, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(part -> holds(live.path(part.getKey()), part.getValue()));
        }
        if (!wanted.isArray()) {
            return live.equals(wanted);
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!holds(live.path(i), wanted.get(i))) {
                return false;
            }
        }
        return live.size() == wanted.size();
    }

    /**
     * Whether the object may be deleted and made anew.
     *
     * @param wanted the object
     * @param asked whether that was asked for, for all objects
     * @return whether its annotation allows it, or it was asked for; where data goes with it, only the annotation counts
     */
    public static boolean mayReplace(Manifest wanted, boolean asked) {
        boolean annotated = wanted.tree()
                .path("metadata")
                .path("annotations")
                .path(KitAnnotations.REPLACE)
                .asText()
                .equals("true");
        return annotated || (asked && !PRECIOUS.contains(wanted.kind()));
    }

    /**
     * Asks the cluster whether it would take the object anew, by a dry run under another name, so that nothing is deleted
     * in vain.
     *
     * @param client the cluster
     * @param type the object's type
     * @param wanted the object
     * @throws ApiException if it would not
     */
    public static void checkAnew(ClusterClient client, ResourceType type, Manifest wanted) {
        if (type.kind().equals("CustomResourceDefinition")) {
            return; // its name follows from what it defines
        }
        ObjectNode twin = wanted.tree().deepCopy();
        String name = wanted.name().substring(0, Math.min(wanted.name().length(), TWIN_NAME));
        twin.withObjectProperty("metadata").put("name", name.replaceAll("[-.]+$", "") + "-kit-anew");
        try {
            client.apply(type, twin, new ApplyMode(true, false));
        } catch (ApiException e) {
            // an address or a port that the object itself holds is free once it is deleted
            if (!e.serverMessage().contains("already allocated")) {
                throw e;
            }
        }
    }

    /**
     * Words the refusal.
     *
     * @param cluster the cluster's name
     * @param wanted the object
     * @param fields the fields that can't be changed
     * @return what is wrong, and the ways out
     */
    public static Diagnostic refusal(String cluster, Manifest wanted, List<String> fields) {
        String annotation = "the annotation " + KitAnnotations.REPLACE + ": \"true\"";
        String way = PRECIOUS.contains(wanted.kind())
                ? "give it " + annotation + " to have it deleted with all that is in it, and made anew"
                : "have it deleted and made anew, by " + annotation + " or with -Dkit.replace=true";
        return Diagnostic.at(
                wanted.origin(),
                wanted.key() + " in cluster " + cluster + " can't be updated: "
                        + wanted.masked(String.join(", ", fields)) + " can't be changed once it is made",
                "Undo the change, or " + way);
    }
}
