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
import org.snakeyaml.engine.v2.nodes.Tag;

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
        return find(outer, inner)
                .orElseThrow(() -> new YamlProblem(file)
                        .at(
                                child(outer).flatMap(Node::getStartMark),
                                outer + "." + inner + " is missing",
                                "Add it, as in \"images: {path: ./images, property: image}\""));
    }

    /**
     * Looks up {@code outer.inner}, taking for missing what is empty.
     *
     * @throws UserException where it is no text
     */
    Optional<Value> find(String outer, String inner) {
        Optional<Node> found = child(outer).flatMap(parent -> child(parent, inner));
        if (found.isPresent() && !(found.get() instanceof ScalarNode)) {
            throw new YamlProblem(file)
                    .at(
                            found.get().getStartMark(),
                            outer + "." + inner + " is not a text",
                            "Give it one, as in \"" + inner + ": image\"");
        }
        return found.map(ScalarNode.class::cast)
                .filter(node -> !node.getTag().equals(Tag.NULL))
                .filter(node -> !node.getValue().isBlank())
                .map(node -> new Value(node.getValue(), new YamlProblem(file).origin(node.getStartMark())));
    }

    /** Looks up a text at the top; empty where it is missing, empty or no text. */
    Optional<Value> find(String key) {
        return child(key)
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .map(node -> new Value(node.getValue(), new YamlProblem(file).origin(node.getStartMark())));
    }

    /**
     * Tells whether a key at the top has a map.
     *
     * @throws UserException where it has something else
     */
    boolean hasMap(String key, String advice) {
        Optional<Node> child = child(key);
        if (child.isPresent() && !(child.get() instanceof MappingNode)) {
            throw new YamlProblem(file).at(child.get().getStartMark(), key + " is no map", advice);
        }
        return child.isPresent();
    }

    private Optional<Node> child(String key) {
        return root.flatMap(node -> child(node, key));
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
