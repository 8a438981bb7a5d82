package io.github.kitmaven.goal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.ManifestKey;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects that are put away, by their keys. Can't be changed. */
final class ShelvedObjects extends AbstractMap<ManifestKey, ObjectNode> {
    private final Map<ManifestKey, Supplier<ObjectNode>> places;

    ShelvedObjects(Map<ManifestKey, Supplier<ObjectNode>> places) {
        this.places = Map.copyOf(places);
    }

    @Override
    public @Nullable ObjectNode get(@Nullable Object key) {
        Supplier<ObjectNode> place = key == null ? null : places.get(key);
        return place == null ? null : place.get();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && places.containsKey(key);
    }

    @Override
    public Set<Entry<ManifestKey, ObjectNode>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<ManifestKey, ObjectNode>> iterator() {
                return places.entrySet().stream()
                        .map(place -> Map.entry(place.getKey(), place.getValue().get()))
                        .iterator();
            }

            @Override
            public int size() {
                return places.size();
            }
        };
    }
}
