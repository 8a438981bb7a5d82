package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges a higher layer over a lower one: maps by key, environment lists by name, other lists by index (version "2") or
 * not at all (version "3"), unless they are marked to append; a null never overrides. What neither layer changes is shared, not copied.
 *
 * <p>Source of the rule for version "2": kit-deploymentizer's resource handler, on lodash 4.17.5.
 */
final class LayerMerge {
    private final boolean listsByIndex;

    LayerMerge(FormatVersion version) {
        this.listsByIndex = version.likeOriginal();
    }

    Mapping merge(Mapping lower, Mapping upper) {
        Map<String, Value> entries = new LinkedHashMap<>(lower.entries());
        upper.entries().forEach((key, value) -> {
            Value below = lower.entries().get(key);
            entries.put(key, below == null ? value : merge(key, below, value));
        });
        return new Mapping(entries, upper.keys(), upper.origin(), remember(upper, lower));
    }

    private Value merge(String key, Value lower, Value upper) {
        if (upper.isNull()) {
            return upper.origin().line() == 0 ? lower : passedOver(upper, lower);
        }
        if (lower instanceof Mapping below && upper instanceof Mapping above) {
            return merge(below, above);
        }
        if (lower instanceof Sequence below && upper instanceof Sequence above && key.equals(EnvList.KEY)) {
            return EnvList.merge(below, above);
        }
        if (upper instanceof Sequence above && above.appending()) {
            return append(key, lower, above);
        }
        if (listsByIndex && lower instanceof Sequence below && upper instanceof Sequence above) {
            return byIndex(below, above);
        }
        if (listsByIndex && lower instanceof Sequence below && upper instanceof Mapping above) {
            return byIndex(below, asList(above, below.elements().size()));
        }
        return replace(lower, upper);
    }

    /** Still appends if the lower list does, for another layer may lie below that one. */
    private static Sequence append(String key, Value lower, Sequence upper) {
        if (lower.isNull()) {
            return upper;
        }
        if (!(lower instanceof Sequence below)) {
            throw new UserException(Diagnostic.at(
                    upper.origin(),
                    key + " can't be appended to what the lower layer has, which is no list: " + lower.origin(),
                    "Remove !append, or make the lower value a list"));
        }
        List<Value> elements = new ArrayList<>(below.elements());
        elements.addAll(upper.elements());
        return new Sequence(elements, upper.origin(), remember(upper, lower), below.appending());
    }

    /** A null of the repo is remembered although it has no effect: who wrote it will want to know. */
    private static Value passedOver(Value nothing, Value lower) {
        List<Value> others = new ArrayList<>(List.of(nothing));
        others.addAll(nothing.overridden());
        others.addAll(lower.overridden());
        return remembering(lower, others);
    }

    private Sequence byIndex(Sequence lower, Sequence upper) {
        List<Value> elements = new ArrayList<>(lower.elements());
        for (int i = 0; i < upper.elements().size(); i++) {
            Value above = upper.elements().get(i);
            if (i < elements.size()) {
                elements.set(i, merge("", elements.get(i), above));
            } else {
                elements.add(above);
            }
        }
        return new Sequence(elements, upper.origin(), remember(upper, lower));
    }

    /** Reads a map of indexes as a list whose gaps override nothing: the original lets a map patch a list so. */
    private static Sequence asList(Mapping patch, int size) {
        Value gap = new Scalar(Scalar.Type.NULL, "", Origin.of(patch.origin().file()), List.of());
        List<Value> elements = new ArrayList<>();
        for (int i = 0; elements.size() < size + patch.entries().size(); i++) {
            elements.add(patch.entries().getOrDefault(Integer.toString(i), gap));
        }
        while (!elements.isEmpty() && elements.get(elements.size() - 1) == gap) {
            elements.remove(elements.size() - 1);
        }
        boolean gapsAtEnd = elements.lastIndexOf(gap) >= size;
        if (gapsAtEnd
                || elements.stream().filter(it -> it != gap).count()
                        != patch.entries().size()) {
            throw new UserException(Diagnostic.at(
                    patch.origin(),
                    "A map can't override a list of a lower layer",
                    "Write a list, or a map whose keys are indexes into that list"));
        }
        return new Sequence(elements, patch.origin(), patch.overridden());
    }

    /** Puts a value in the place of a lower layer's. */
    static Value replace(Value lower, Value upper) {
        return remembering(upper, remember(upper, lower));
    }

    private static Value remembering(Value value, List<Value> others) {
        if (value instanceof Mapping mapping) {
            return new Mapping(mapping.entries(), mapping.keys(), mapping.origin(), List.copyOf(others));
        }
        if (value instanceof Sequence sequence) {
            return new Sequence(sequence.elements(), sequence.origin(), List.copyOf(others), sequence.appending());
        }
        Scalar scalar = (Scalar) value;
        return new Scalar(scalar.type(), scalar.text(), scalar.shown(), scalar.origin(), List.copyOf(others));
    }

    /** What a value remembers once it has taken the place of a lower layer's. */
    static List<Value> remember(Value upper, Value lower) {
        List<Value> overridden = new ArrayList<>(upper.overridden());
        overridden.add(lower);
        overridden.addAll(lower.overridden());
        return List.copyOf(overridden);
    }
}
