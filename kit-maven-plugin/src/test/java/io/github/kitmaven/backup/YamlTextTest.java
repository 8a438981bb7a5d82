package io.github.kitmaven.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.testing.Trees;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void itReadsAsPeopleWriteIt() {
        assertThat(YamlText.of(Trees.manifest("""
                        {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {}},
                         spec: {replicas: 2, paused: false, ratio: 0.5, none: null, args: [],
                          containers: [{name: 'web', image: 'reg:5000/acme/web:1', command: ['sh', '-c']}]}}""").tree())).isEqualTo("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  labels: {}
                spec:
                  replicas: 2
                  paused: false
                  ratio: 0.5
                  none: null
                  args: []
                  containers:
                    - name: web
                      image: reg:5000/acme/web:1
                      command:
                        - sh
                        - "-c"
                """);
    }

    @Test
    void severalLinesStayLines() {
        assertThat(YamlText.of(JsonNodeFactory.instance.objectNode().put("a.conf", "x: 1\n  y: 2\n\nz\n")))
                .isEqualTo("a.conf: |\n  x: 1\n    y: 2\n\n  z\n");
    }

    /** What YAML 1.1 or 1.2 may take for something else, or can't write as it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "NO",
                "on",
                "y",
                "null",
                "~",
                "true",
                "1",
                "0x1f",
                "010",
                "1e3",
                "e1",
                ".inf",
                "NaN",
                "12:30",
                "2026-01-01",
                "=",
                "<<",
                "- a",
                "a: b",
                "a #b",
                "#a",
                "a:",
                "{a}",
                "[a",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "'a",
                "\"a",
                "a\"b'c\\",
                "a\tb",
                "a\n",
                "\na\n",
                "  a\nb\n",
                "a\nb",
                "a\n\n\n",
                "a \nb \n",
                "a\r\nb\n",
                "\u0000\u0007\u007f\u0085\u2028",
                "äöü",
                "\uD83D\uDE00 \uD83D\uDE00\nb",
                "a ",
                " a",
                "---",
                "...",
                "? a",
                "|",
                "a\n---\nb\n"
            })
    void everyTextComesBackAsItIs(String text) throws IOException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("value", text);
        tree.put(text + "k", 1);
        tree.putArray("list").add(text).addArray().add(text);

        String yaml = YamlText.of(tree);

        JsonNode read = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        assertThat(read).isEqualTo(tree);
    }

    /** Old readers know more words for true and false, and more numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {"yes", "Yes", "n", "OFF", "010", "1_000", "0b1", "12:30", "2026-01-01", "=", "<<", "1e3", ".5"})
    void whatYaml11TakesForSomethingElseIsQuoted(String text) {
        assertThat(YamlText.of(JsonNodeFactory.instance.objectNode().put("a", text)))
                .isEqualTo("a: \"" + text + "\"\n");
    }
}
