package io.github.kitmaven.explain;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Scalar;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.explain.ValuePath.Stop;
import io.github.kitmaven.model.Origin;
import java.util.List;

/**
 * Says of values that no layer sets what kit makes them of.
 *
 * <p>Such a value has the place of the resource, container or variable that it is made for, where no value that stands in
 * a file can have it: a map's place is that of its first key.
 */
final class Derivation {
    private Derivation() {}

    /** Words what the last value of a way is made of; empty where a layer sets it. */
    static String note(List<Stop> way, Origin resource) {
        Stop last = way.get(way.size() - 1);
        Value holder = way.get(way.size() - 2).value();
        if (Secrecy.isExternal(holder, last.step())) {
            String name = ((Mapping) holder).get("name").map(Value::shown).orElse("");
            return "from the environment variable " + name + " of the build";
        }
        Origin place = last.value().origin();
        boolean made = last.value() instanceof Scalar && (isOf(holder, place) || place.equals(resource));
        if (!made) {
            return "";
        }
        return switch (last.step()) {
            case "name", "resourceName" -> "the resource's name";
            case "branch" -> "not set, so the cluster's metadata.branch";
            case "primary" -> "not set, so true where there is an image_tag";
            default -> "made by kit";
        };
    }

    /** Whether a place is that of a map itself, in any layer. */
    private static boolean isOf(Value holder, Origin place) {
        return place.equals(holder.origin())
                || holder.overridden().stream().map(Value::origin).anyMatch(place::equals);
    }
}
