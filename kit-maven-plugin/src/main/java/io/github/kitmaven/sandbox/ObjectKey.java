package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.Comparator;

/**
 * What makes an object unique in the server. The order is that of lists: by namespace, then by name.
 *
 * @param resource the kind, as {@link Kind#storedAs} names it
 * @param namespace the namespace; empty for an object of the whole cluster
 */
record ObjectKey(String resource, String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::resource)
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    static ObjectKey of(Kind kind, ObjectNode object) {
        return new ObjectKey(kind.storedAs(), Metadata.namespace(object), Metadata.name(object));
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
