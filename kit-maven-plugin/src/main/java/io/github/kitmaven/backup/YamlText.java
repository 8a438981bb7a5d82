package io.github.kitmaven.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes a tree as YAML that readers of YAML 1.1, such as kubectl, and of YAML 1.2 understand alike: a text is quoted unless it
 * can be nothing else in either.
 */
final class YamlText {
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .build();

    /** Begins with a letter, and ends and goes on with nothing that means anything in YAML. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]([A-Za-z0-9_./@ -]|:(?=[^ ]))*(?<! )");

    private static final Pattern WORD =
            Pattern.compile("y|n|yes|no|on|off|true|false|null|nan|inf|e\\d+", Pattern.CASE_INSENSITIVE);

    private YamlText() {}

    static String of(JsonNode tree) {
        Text text = new Text();
        Emitter emitter = new Emitter(SETTINGS, text);
        new Serialize(SETTINGS).serializeOne(node(tree)).forEach(emitter::emit);
        return text.all.toString();
    }

    private static Node node(JsonNode value) {
        if (value.isObject()) {
            List<NodeTuple> fields = new ArrayList<>();
            value.properties()
                    .forEach(field -> fields.add(new NodeTuple(text(field.getKey()), node(field.getValue()))));
            return new MappingNode(Tag.MAP, fields, value.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value.isArray()) {
            List<Node> items = new ArrayList<>();
            value.forEach(item -> items.add(node(item)));
            return new SequenceNode(Tag.SEQ, items, value.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        return value.isTextual() ? text(value.asText()) : new ScalarNode(tag(value), value.asText(), ScalarStyle.PLAIN);
    }

    private static Tag tag(JsonNode value) {
        return value.isNull()
                ? Tag.NULL
                : value.isBoolean() ? Tag.BOOL : value.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
    }

    private static ScalarNode text(String text) {
        ScalarStyle style = PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()
                ? ScalarStyle.PLAIN
                : isBlock(text) ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
        return new ScalarNode(Tag.STR, text, style);
    }

    /** Several lines are read best as they are; what readers would take in different ways is quoted. */
    private static boolean isBlock(String text) {
        return text.indexOf('\n') > 0
                && !text.startsWith(" ")
                && text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
    }

    private static final class Text implements StreamDataWriter {
        private final StringBuilder all = new StringBuilder();

        @Override
        public void write(String part) {
            all.append(part);
        }

        @Override
        public void write(String part, int offset, int length) {
            all.append(part, offset, offset + length);
        }
    }
}
