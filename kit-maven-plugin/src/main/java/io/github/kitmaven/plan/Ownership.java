package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.FieldManager;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.Manifest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who owns which fields of a live object, and who has to before kit applies it. A server-side apply takes away only what
 * its own manager applied before, so what others left behind must be handed over first, by writing {@code managedFields}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">server-side apply</a>; kubectl hands over
 *     its own fields in the same way (csaupgrade in client-go)
 */
public final class Ownership {
    /** What {@code kubectl apply} signs with, when it merges on the client's side. */
    private static final String CLIENT_SIDE_APPLY = "kubectl-client-side-apply";
    /** What {@code kubectl create} signs with; an object that begins so holds what it was meant to hold. */
    private static final String CREATED = "kubectl-create";
    /** What older versions of kubectl signed everything with, and what the original's other ways to write did. */
    private static final Set<String> APPLIED_WITH = Set.of("kubectl", CREATED, "kubectl-replace");

    static final List<String> LEFTOVERS =
            List.of(KitAnnotations.KUBECTL_LAST_APPLIED, KitAnnotations.ORIGINALS_LAST_APPLIED);
    private static final List<String> REPLICAS = List.of("spec", "replicas");

    private final ObjectNode wanted;
    private final ObjectNode live;
    private final List<ObjectNode> entries = new ArrayList<>();

    private Ownership(ObjectNode wanted, ObjectNode live) {
        this.wanted = wanted;
        this.live = live;
        live.path("metadata").path("managedFields").forEach(entry -> entries.add((ObjectNode) entry));
    }

    /**
     * Reads who owns what.
     *
     * @param wanted the object as the repo wants it
     * @param live the object as the cluster has it, its {@code managedFields} included
     * @return its owners
     */
    public static Ownership of(Manifest wanted, ObjectNode live) {
        return new Ownership(wanted.tree(), live);
    }

    /**
     * What has to be handed over.
     *
     * @param autoscaled whether an autoscaler sets the replicas of this object
     * @return the handovers; none where the object can be applied as it is
     */
    public Set<Handover> needed(boolean autoscaled) {
        Set<Handover> needed = EnumSet.noneOf(Handover.class);
        if (!adoptedFrom().isEmpty()) {
            needed.add(Handover.ADOPT);
        }
        if (autoscaled && ownsReplicas()) {
            needed.add(Handover.RELEASE_REPLICAS);
        }
        return needed;
    }

    /**
     * The conflicts that remain once fields are handed over.
     *
     * @param conflicts the fields in conflict before
     * @return those whose manager keeps its fields
     */
    public List<Conflict> left(List<Conflict> conflicts) {
        Set<String> gone = new TreeSet<>();
        entries.stream().filter(this::isClientSideApplier).forEach(entry -> gone.add(manager(entry)));
        return conflicts.stream()
                .filter(conflict -> !gone.contains(conflict.manager()))
                .toList();
    }

    private boolean ownsReplicas() {
        return FieldSets.contains(ours(), REPLICAS);
    }

    /** The managers that have something to hand over. */
    Set<String> adoptedFrom() {
        Set<String> managers = new TreeSet<>();
        for (ObjectNode entry : entries) {
            if (!isOurs(entry) && !toAdopt(entry).isEmpty()) {
                managers.add(manager(entry));
            }
        }
        return managers;
    }

    /**
     * Hands over.
     *
     * @param handovers what to hand over
     * @return the {@code managedFields} to write; empty where they are so already
     */
    public Optional<ArrayNode> after(Set<Handover> handovers) {
        List<ObjectNode> next = handovers.contains(Handover.ADOPT) ? adopted() : new ArrayList<>(entries);
        if (handovers.contains(Handover.RELEASE_REPLICAS)) {
            next.replaceAll(entry ->
                    isOurs(entry) ? with(entry, FieldSets.minus(fields(entry), FieldSets.of(REPLICAS))) : entry);
        }
        if (next.equals(entries)) {
            return Optional.empty();
        }
        return Optional.of(JsonNodeFactory.instance.arrayNode().addAll(next));
    }

    /**
     * What the cluster would have, were the object applied after all handovers.
     *
     * @param answer the object as the cluster would have it without them, by its answer to a dry run
     * @return the answer without the fields that kit adopts and does not want; what of them the server fills in again is
     *     for the server to say
     */
    public ObjectNode afterAdopting(ObjectNode answer) {
        JsonNode wants = OwnedFields.of(answer).orElseGet(JsonNodeFactory.instance::objectNode);
        JsonNode given = JsonNodeFactory.instance.objectNode();
        JsonNode owned = wants;
        for (ObjectNode entry : adopted()) {
            if (isOurs(entry)) {
                given = fields(entry);
            } else {
                owned = FieldSets.union(owned, fields(entry));
            }
        }
        return (ObjectNode) FieldSets.prune(answer, given, owned);
    }

    private List<ObjectNode> adopted() {
        List<ObjectNode> next = new ArrayList<>();
        ObjectNode own = entries.stream()
                .filter(Ownership::isOurs)
                .findFirst()
                .or(() -> entries.stream()
                        .filter(this::isClientSideApplier)
                        .findFirst()
                        .map(entry -> with(entry, JsonNodeFactory.instance.objectNode())))
                .map(ObjectNode::deepCopy)
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("apiVersion", live.path("apiVersion").asText())
                        .put("fieldsType", "FieldsV1"));
        own.put("manager", FieldManager.NAME).put("operation", "Apply");
        JsonNode fields = fields(own);
        for (ObjectNode entry : entries) {
            if (isOurs(entry)) {
                continue;
            }
            JsonNode given = toAdopt(entry);
            // fields of another version of the API are written in other words: they are let go, and harm nobody
            if (entry.path("apiVersion").equals(own.path("apiVersion"))) {
                fields = fields.isEmpty() ? given : FieldSets.union(fields, given);
            }
            ObjectNode rest = isClientSideApplier(entry)
                    ? JsonNodeFactory.instance.objectNode()
                    : FieldSets.minus(fields(entry), given);
            if (!rest.isEmpty()) {
                next.add(with(entry, rest));
            }
        }
        next.add(0, with(own, fields));
        return next;
    }

    /** What an entry of another manager has to hand over. */
    private JsonNode toAdopt(ObjectNode entry) {
        if (isClientSideApplier(entry)) {
            return fields(entry);
        }
        if (!isOfObject(entry)) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode leftover = JsonNodeFactory.instance.objectNode();
        for (String annotation : LEFTOVERS) {
            List<String> path = List.of("metadata", "annotations", annotation);
            if (FieldSets.contains(fields(entry), path)) {
                leftover = FieldSets.union(leftover, FieldSets.of(path));
            }
        }
        // who applies server-side means to share the object
        boolean edited = Conflict.byHand(manager(entry))
                && isUpdate(entry)
                && !manager(entry).equals(CREATED);
        return edited ? FieldSets.union(leftover, Additions.to(wanted, fields(entry))) : leftover;
    }

    private JsonNode ours() {
        return entries.stream()
                .filter(Ownership::isOurs)
                .findFirst()
                .map(Ownership::fields)
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** Whether an entry is of a client that keeps what it applied in an annotation, and merges by that. */
    private boolean isClientSideApplier(ObjectNode entry) {
        JsonNode annotations = live.path("metadata").path("annotations");
        boolean applied = manager(entry).equals(CLIENT_SIDE_APPLY)
                || (APPLIED_WITH.contains(manager(entry)) && LEFTOVERS.stream().anyMatch(annotations::has));
        return applied && isUpdate(entry) && isOfObject(entry);
    }

    private static boolean isOurs(JsonNode entry) {
        return manager(entry).equals(FieldManager.NAME)
                && entry.path("operation").asText().equals("Apply")
                && isOfObject(entry);
    }

    private static boolean isUpdate(JsonNode entry) {
        return entry.path("operation").asText().equals("Update");
    }

    private static boolean isOfObject(JsonNode entry) {
        return entry.path("subresource").asText("").isEmpty();
    }

    private static String manager(JsonNode entry) {
        return entry.path("manager").asText();
    }

    private static JsonNode fields(JsonNode entry) {
        JsonNode fields = entry.path("fieldsV1");
        return fields.isObject() ? fields : JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode with(ObjectNode entry, JsonNode fields) {
        ObjectNode copy = entry.deepCopy();
        copy.set("fieldsV1", fields);
        return copy;
    }
}
