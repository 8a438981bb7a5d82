package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Marked;
import io.github.kitmaven.testing.SopsFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that nobody may read are known by where they stand, from the file they are read from to the data of a template. */
class SecretValuesTest {
    private static final YamlReader YAML = YamlReader.ofLayers(FormatVersion.V3);
    private static final Origin PLACE = new Origin("a.yaml", 2, 3);

    /** A value as it may be shown; {@code !} stands before the names of a map that may not. */
    private static String shown(Value value) {
        if (value instanceof Mapping map) {
            return map.entries().entrySet().stream()
                    .map(entry -> (map.secretKeys().contains(entry.getKey()) ? "!" : "") + entry.getKey() + ": "
                            + shown(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof Sequence list
                ? list.elements().stream().map(SecretValuesTest::shown).toList().toString()
                : value.shown();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            a: «7»                          § {a: <secret>}
            a: x-«7»-y                      § {a: x-<secret>-y}
            a: "x-«7»-«ab»"                 § {a: x-<secret>-<secret>}
            a: 'it''s «7»'                  § {a: <secret>}
            a: "«7»\\n"                     § {a: <secret>}
            a: 0«7»                         § {a: <secret>}
            {a: «7», b: 7}                  § {a: <secret>, b: 7}
            [«7», 7, «8, 9», 9]             § [<secret>, 7, <secret>, <secret>, 9]
            «a»: 7                          § {!a: 7}
            «a: 7»                          § {!a: <secret>}
            «{a: {b: 7}}»                   § {!a: {!b: <secret>}}
            a: &x «7»\\nb: *x               § {a: <secret>, b: <secret>}
            a: {«k»: 7}\\nb: {<<: {«m»: 1}} § {a: {!k: 7}, b: {!m: 1}}
            a: |\\n  one\\n  «7»\\nb: 7     § {a: <secret>, b: 7}
            a: >-\\n  «7»\\n  eight\\nb: 8  § {a: <secret>, b: 8}
            a: one\\n  «7»\\nb: 7           § {a: <secret>, b: 7}
            a: 7 # «7»\\nb: 7               § {a: 7, b: 7}
            😀: "😀«7»"\\nb: é😀«ab»\\nc: 7 § {😀: 😀<secret>, b: é😀<secret>, c: 7}
            """)
    void aScalarOfYamlIsSecretWhereItMeetsWhatIs(String marked, String shown) {
        Value value =
                YAML.one(Marked.source("a.yaml", marked.replace("\\n", "\n"))).orElseThrow();
        assertThat(shown(value)).isEqualTo(shown);
    }

    @Test
    void ofJsonToo() {
        SourceText json = Marked.source("a.json", "{\"a\": [«7», 7, «\"ab\"»], \"b\": «true», \"c\": true}");
        assertThat(shown(new JsonReader(FormatVersion.V3).read(json)))
                .isEqualTo("{a: [<secret>, 7, <secret>], b: <secret>, c: true}");
    }

    @Test
    void ofEncryptedFilesAllThatWas() {
        SourceText file = new SourceText("x.yaml", SopsFiles.text("c-short.enc.yaml"))
                .decrypted(SopsFiles.sops("c-short.enc.yaml", new io.github.kitmaven.model.Secrets()));
        assertThat(shown(YAML.one(file).orElseThrow()))
                .isEqualTo("{kind: ResourceConfig, metadata: {type: develop}, short: {number: <secret>, word: <secret>,"
                        + " flag: <secret>, letter: <secret>, ports: [<secret>, <secret>]}}");
        assertThat(List.of(file.isSecret(3), file.isSecret(4), file.isSecret(5), file.isSecret(99), file.isSecret(0)))
                .containsExactly(false, false, true, false, true);
        assertThat(file.shown()).contains("number: <secret>\n").hasLineCount((int)
                file.text().lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: {«ab»: 1, ab: 2}  | a.yaml:1:12: This is not sound YAML once its secret values are filled in. Quote the value where it is printed, or correct it.
            a: *«ab»             | a.yaml:1:4: This is not sound YAML once its secret values are filled in. Quote the value where it is printed, or correct it.
            a: !«ab» x           | a.yaml:1:4: This is not sound YAML once its secret values are filled in. Quote the value where it is printed, or correct it.
            a: «%»               | a.yaml:1:4: This is not sound YAML once its secret values are filled in. Quote the value where it is printed, or correct it.
            a: «7»\\nb: *x       | a.yaml:2:4: The alias *x has no anchor that ends before it. Anchor a value with & above this line, and outside of what holds the alias.
            """)
    void whatIsNoYamlIsNotQuotedWhereItIsSecret(String marked, String message) {
        SourceText text = Marked.source("a.yaml", marked.replace("\\n", "\n"));
        assertThatThrownBy(() -> YAML.one(text))
                .isInstanceOf(UserException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void aMergeKeepsThem() {
        Mapping lower = (Mapping)
                YAML.one(Marked.source("l.yaml", "{a: «7», env: [{name: A, value: «8»}, {name: B, value: 1}]}"))
                        .orElseThrow();
        Mapping upper = (Mapping)
                YAML.one(Marked.source("u.yaml", "{a: , b: «9», env: [{name: B, value: «2»}, {name: A, x: 1}]}"))
                        .orElseThrow();

        Mapping merged = new LayerMerge(FormatVersion.V3).merge(lower, upper);

        assertThat(shown(merged))
                .isEqualTo(
                        "{a: <secret>, env: [{name: A, value: <secret>, x: 1}, {name: B, value: <secret>}], b: <secret>}");
        assertThat(shown(merged.get("a").orElseThrow().overridden().get(0))).isEmpty();
    }

    @Test
    void ofTheAnswerOfASourceAllIsButItsNames() {
        EnvValues values = EnvValues.of(Map.of(
                "branch", "dev", "flag", true, "env", List.of(Map.of("name", "7", "value", "7"), Map.of("value", 8))));

        Mapping tree = values.tree();
        assertThat(tree.get("branch").orElseThrow().shown()).isEqualTo("dev");
        assertThat(tree.get("flag").orElseThrow().shown()).isEqualTo("<secret>");
        Sequence env = (Sequence) tree.get("env").orElseThrow();
        assertThat(env.elements().get(0)).isInstanceOfSatisfying(Mapping.class, variable -> {
            assertThat(variable.get("name").orElseThrow().shown()).isEqualTo("7");
            assertThat(variable.get("value").orElseThrow().shown()).isEqualTo("<secret>");
        });
        assertThat(shown(env.elements().get(1))).isEqualTo("{value: <secret>}");
        assertThat(env.shown()).isEqualTo(env.text());
        assertThat(shown(new EnvValues(tree("{a: x, b: y}"), Set.of("x"), Optional.empty()).tree()))
                .isEqualTo("{a: <secret>, b: y}");
        assertThat(shown(EnvValues.ofRepo(tree("{a: x}")).tree())).isEqualTo("{a: x}");
    }

    private static Mapping tree(String yaml) {
        return (Mapping) YAML.one(new SourceText("a.yaml", yaml)).orElseThrow();
    }

    @Test
    void aListIsSecretWhereAnElementIs() {
        Sequence list = new Sequence(
                List.of(Scalar.string("a", PLACE), Scalar.string("b", PLACE).hidden()), PLACE, List.of());

        assertThat(list.secret()).isTrue();
        assertThat(list.text()).isEqualTo("a,b");
        assertThat(list.shown()).isEqualTo("a,<secret>");
        assertThat(new Sequence(List.of(), PLACE, List.of()).secret()).isFalse();
    }
}
