package io.github.kitmaven.explain;

import io.github.kitmaven.config.Value;
import io.github.kitmaven.model.Origin;

/**
 * One place that sets a value.
 *
 * @param layer which layer the place belongs to
 * @param value what is set there
 * @param holds whether this is the value that holds in the end
 * @param note why it holds or doesn't, where that isn't plain; else empty
 */
public record Setting(Layer layer, Value value, boolean holds, String note) {

    /** {@return where it is set} */
    public Origin origin() {
        return value.origin();
    }

    /** {@return the place without the value, which may be secret} */
    @Override
    public String toString() {
        return layer.label() + " " + origin();
    }
}
