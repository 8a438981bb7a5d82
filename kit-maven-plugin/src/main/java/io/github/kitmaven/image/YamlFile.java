package io.github.kitmaven.image;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A YAML file to look single values up in. */
record YamlFile(String file, Optional<Node> root) {

    /** A text in the file, and where it stands. */
    record Value(String text, Origin origin) {}

    static YamlFile parse(String file, String text) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file).setUseMarks(true).build();
            return new YamlFile(file, new Compose(settings).composeString(text));
        } catch (YamlEngineException e) {
            throw new YamlProblem(file).of(e);
        }
    }

    /**
     * Looks up {@code outer.inner}.
     *
     * @throws UserException where it is missing, or is no text
     */
    Value require(String outer, String inner) {
        String key = outer + "." + inner;
        Optional<Node> outerNode = root.flatMap(node -> child(node, outer));
        Node node = outerNode
                .flatMap(parent -> child(parent, inner))
                .orElseThrow(() -> new YamlProblem(file)
                        .at(
                                outerNode.flatMap(Node::getStartMark),
                                key + " is missing",
                                "Add it, as in \"images: {path: ./images, property: image}\""));
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return new Value(scalar.getValue(), new YamlProblem(file).origin(node.getStartMark()));
        }
        throw new YamlProblem(file)
                .at(node.getStartMark(), key + " is not a text", "Give it one, as in \"" + inner + ": image\"");
    }

    private static Optional<Node> child(Node parent, String key) {
        if (!(parent instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(pair -> pair.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(pair -> pair.getValueNode())
                .findFirst();
    }
}
