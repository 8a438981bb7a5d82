package io.github.kitmaven.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

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
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z](?:[A-Za-z0-9_./@ -]++|:(?=[^ ]))*+(?<! )");

    private static final Pattern WORD =
            Pattern.compile("y|n|yes|no|on|off|true|false|null|nan|inf|e\\d+", Pattern.CASE_INSENSITIVE);

    private static final ImplicitTuple UNTAGGED = new ImplicitTuple(true, true);

    private YamlText() {}

    static String of(JsonNode tree) {
        Text text = new Text();
        Emitter emitter = new Emitter(SETTINGS, text);
        emitter.emit(new StreamStartEvent());
        emitter.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        emit(tree, emitter);
        emitter.emit(new DocumentEndEvent(false));
        emitter.emit(new StreamEndEvent());
        return text.all.toString();
    }

    /** By events: nodes would be looked at once more for what their scalars may mean, which is known here. */
    private static void emit(JsonNode value, Emitter emitter) {
        FlowStyle style = value.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
        if (value.isObject()) {
            emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
            value.properties().forEach(field -> {
                emitter.emit(text(field.getKey()));
                emit(field.getValue(), emitter);
            });
            emitter.emit(new MappingEndEvent());
        } else if (value.isArray()) {
            emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
            value.forEach(item -> emit(item, emitter));
            emitter.emit(new SequenceEndEvent());
        } else {
            emitter.emit(value.isTextual() ? text(value.asText()) : scalar(value.asText(), ScalarStyle.PLAIN));
        }
    }

    private static ScalarEvent text(String text) {
        ScalarStyle style = PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()
                ? ScalarStyle.PLAIN
                : isBlock(text) ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
        return scalar(text, style);
    }

    private static ScalarEvent scalar(String text, ScalarStyle style) {
        return new ScalarEvent(Optional.empty(), Optional.empty(), UNTAGGED, text, style);
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
