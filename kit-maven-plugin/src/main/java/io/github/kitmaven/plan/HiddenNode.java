package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kitmaven.model.Secrets;
import org.jspecify.annotations.Nullable;

/** Stands in a tree for a value that nobody may read: it reads as a mask, and still is equal to the same value only. */
final class HiddenNode extends TextNode {
    private static final long serialVersionUID = 1L;

    private final JsonNode value;

    HiddenNode(JsonNode value) {
        super(Secrets.MASK);
        this.value = value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HiddenNode hidden && OwnedFields.sameValue(value, hidden.value, false);
    }

    @Override
    public int hashCode() {
        return HiddenNode.class.hashCode(); // 1 and 1.0 are the same value
    }
}
