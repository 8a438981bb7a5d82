package io.github.kitmaven.cluster.fabric8;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.SecretRanges;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.ClearText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A part of a kubeconfig that knows where it stands.
 *
 * @param node the part
 * @param file the file's name, for messages
 * @param environment what {@code ${env.NAME}} is filled in from; empty where it is to stay as it is
 * @param secret where the file's secrets stand, in code points
 */
record YamlEntry(Node node, String file, Optional<Map<String, String>> environment, SecretRanges secret) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.([A-Za-z_][A-Za-z0-9_]*)}");
    /**
     * Stands for a variable while the YAML is read: braces mean something else inside {@code {flow: mappings}}. It is as long
     * as the variable, so that all else stays where it is.
     */
    private static final Pattern MARKED = Pattern.compile("\uE000([A-Za-z0-9_]+)\uE001{6}");

    static YamlEntry parse(ClearText clear, String file, Optional<Map<String, String>> environment) {
        String text = clear.text();
        String marked =
                environment.isPresent() ? VARIABLE.matcher(text).replaceAll("\uE000$1" + "\uE001".repeat(6)) : text;
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(file).build()).composeString(marked);
        } catch (MarkedYamlEngineException e) {
            Origin place = e.getProblemMark()
                    .map(mark -> new Origin(file, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(Origin.of(file));
            // the parser's own message quotes the line, and with it perhaps a token
            throw new UserException(
                    Diagnostic.at(place, "this is not YAML: " + e.getProblem(), "Mend the kubeconfig's syntax"));
        } catch (YamlEngineException e) {
            throw new UserException(Diagnostic.at(Origin.of(file), "this is not YAML", "Mend the kubeconfig's syntax"));
        }
        return new YamlEntry(
                root.orElseThrow(() -> new UserException(
                        Diagnostic.at(Origin.of(file), "the kubeconfig is empty", "Write a kubeconfig into it"))),
                file,
                environment,
                clear.secret().inCodePoints(text));
    }

    Optional<YamlEntry> child(String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(tuple -> new YamlEntry(tuple.getValueNode(), file, environment, secret))
                .filter(entry -> !entry.isNull())
                .findFirst();
    }

    /** The text of a child with its variables filled in; empty where there is none, or nothing in it. */
    Optional<String> text(String key) {
        return child(key).map(YamlEntry::text).filter(text -> !text.isEmpty());
    }

    /** {@return the keys of a map; empty where this is none} */
    List<String> keys() {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(tuple -> tuple.getKeyNode())
                        .filter(ScalarNode.class::isInstance)
                        .map(key -> ((ScalarNode) key).getValue())
                        .toList()
                : List.of();
    }

    boolean isTrue(String key) {
        return text(key).filter("true"::equals).isPresent();
    }

    List<YamlEntry> items() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream()
                        .map(item -> new YamlEntry(item, file, environment, secret))
                        .toList()
                : List.of();
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw refused("a plain value belongs here", "Write one value, not a list or a map");
        }
        return MARKED.matcher(scalar.getValue())
                .replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1))));
    }

    /** {@return the text as it may be shown} */
    String shown() {
        return isSecret() ? Secrets.MASK : text();
    }

    /** {@return whether the text was encrypted} */
    boolean isSecret() {
        return !secret.isEmpty()
                && secret.meets(
                        node.getStartMark().orElseThrow().getIndex(),
                        node.getEndMark().orElseThrow().getIndex());
    }

    private String variable(String name) {
        String value = environment.orElse(Map.of()).get(name);
        if (value == null) {
            throw refused(
                    "the environment variable " + name + " is not set",
                    "Set it where the build runs, or give the value");
        }
        return value;
    }

    UserException refused(String message, String advice) {
        return new UserException(Diagnostic.at(origin(), message, advice));
    }

    Origin origin() {
        return node.getStartMark()
                .map(mark -> new Origin(file, mark.getLine() + 1, 0))
                .orElse(Origin.of(file));
    }

    private boolean isNull() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /** {@return the place alone: what stands there may be a secret} */
    @Override
    public String toString() {
        return origin().toString();
    }
}
