package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Makes trees of short YAML. */
final class Trees {
    private Trees() {}

    static ObjectNode of(String yaml) {
        Object plain = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return (ObjectNode) Json.tree(Objects.requireNonNull(plain));
    }
}
