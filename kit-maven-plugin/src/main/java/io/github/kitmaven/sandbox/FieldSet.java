package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of field paths, as {@code managedFields} writes them (FieldsV1). A step of a path is {@code f:name} for a field,
 * {@code k:{...}} for an item of a list merged by keys, {@code v:value} for an item of a set. Never changed once made.
 *
 * @param member whether the path that leads here is itself in the set
 * @param steps what is in the set below here; no step leads to an empty set
 */
record FieldSet(boolean member, Map<String, FieldSet> steps) {
    static final FieldSet EMPTY = new FieldSet(false, Map.of());
    static final FieldSet LEAF = new FieldSet(true, Map.of());

    boolean isEmpty() {
        return !member && steps.isEmpty();
    }

    /** What is in the set below a step. */
    FieldSet below(String step) {
        FieldSet below = steps.get(step);
        return below == null ? EMPTY : below;
    }

    FieldSet union(FieldSet other) {
        Map<String, FieldSet> united = new TreeMap<>(steps);
        other.steps.forEach((step, below) -> united.merge(step, below, FieldSet::union));
        return new FieldSet(member || other.member, united);
    }

    FieldSet minus(FieldSet other) {
        Map<String, FieldSet> left = new TreeMap<>();
        steps.forEach((step, below) -> put(left, step, below.minus(other.below(step))));
        return new FieldSet(member && !other.member, left);
    }

    /** Leaves out the members of the other set, and everything below them. */
    FieldSet withoutTrees(FieldSet other) {
        if (other.member) {
            return EMPTY;
        }
        Map<String, FieldSet> left = new TreeMap<>();
        steps.forEach((step, below) -> put(left, step, below.withoutTrees(other.below(step))));
        return new FieldSet(member, left);
    }

    FieldSet intersection(FieldSet other) {
        Map<String, FieldSet> common = new TreeMap<>();
        steps.forEach((step, below) -> put(common, step, below.intersection(other.below(step))));
        return new FieldSet(member && other.member, common);
    }

    /** The set with all below one step replaced. */
    FieldSet with(String step, FieldSet below) {
        Map<String, FieldSet> changed = new TreeMap<>(steps);
        changed.remove(step);
        put(changed, step, below);
        return new FieldSet(member, changed);
    }

    /** The paths as messages write them: {@code .spec.template.spec.containers[name="web"].image}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        addPaths("", paths);
        return paths;
    }

    private void addPaths(String path, List<String> paths) {
        if (member) {
            paths.add(path);
        }
        steps.forEach((step, below) -> below.addPaths(path + PathStep.text(step), paths));
    }

    static FieldSet ofJson(JsonNode fieldsV1) {
        Map<String, FieldSet> steps = new TreeMap<>();
        fieldsV1.properties().forEach(field -> {
            if (!field.getKey().equals(".")) {
                FieldSet below = ofJson(field.getValue());
                steps.put(field.getKey(), field.getValue().isEmpty() ? LEAF : below);
            }
        });
        return new FieldSet(fieldsV1.has("."), steps);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (member && !steps.isEmpty()) {
            json.putObject(".");
        }
        steps.forEach((step, below) -> json.set(step, below.toJson()));
        return json;
    }

    static void put(Map<String, FieldSet> steps, String step, FieldSet below) {
        if (!below.isEmpty()) {
            steps.put(step, below);
        }
    }
}
