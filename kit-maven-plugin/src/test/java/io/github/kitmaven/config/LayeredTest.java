package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.kitmaven.model.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayeredTest {
    private static final Origin PLACE = Origin.of("file");

    @Test
    void laysValuesOverThoseBelow() {
        Map<String, Value> more = new HashMap<>(Map.of("b", text("over"), "c", text("new")));
        Mapping lower = new Mapping(Map.of("a", text("kept"), "b", text("below")), PLACE, List.of());
        Mapping both = lower.with(more);
        more.clear();

        assertThat(both.entries())
                .containsOnly(entry("a", text("kept")), entry("b", text("over")), entry("c", text("new")))
                .hasSize(3)
                .containsKeys("a", "c")
                .doesNotContainKey("d");
        assertThat(both.get("b")).contains(text("over"));
        assertThat(both.get("d")).isEmpty();
        assertThat(lower.entries()).hasSize(2).containsEntry("b", text("below"));
    }

    private static Value text(String text) {
        return Scalar.string(text, PLACE);
    }
}
