package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsound")
    void unsoundTextIsRefusedWithItsPlaceAtOnce(String yaml, String message) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> Values.yaml(yaml))
                        .isInstanceOf(UserException.class)
                        .hasMessageStartingWith(message));
    }

    static Stream<Arguments> unsound() {
        return Stream.of(
                arguments("a: 1\nb: 2\na: 3\n", "test.yaml:3:1: The key a stands twice in this map."),
                arguments("a:\n\tb: 1\n", "test.yaml:2:1: This is not YAML: while scanning for the next token"),
                arguments("a: [1, 2\n", "test.yaml:2:1: This is not YAML: while parsing a flow sequence"),
                arguments("a: 'b\n", "test.yaml:2:1: This is not YAML: while scanning a quoted scalar"),
                arguments("\uFEFFa: 1\n", "test.yaml:1:1: The file begins with a byte order mark."),
                arguments("a: 1\nb: \u0007\n", "test.yaml:2:4: This is not YAML: character U+0007 is not allowed"),
                arguments("a: 1\n---\nb: 2\n", "test.yaml:3:1: A second YAML document begins here"),
                arguments("a: *b\n", "test.yaml:1:4: The alias *b has no anchor that ends before it."),
                arguments("a: &x\n  b: *x\n", "test.yaml:2:6: The alias *x has no anchor that ends before it."),
                arguments("a: !secret x\n", "test.yaml:1:4: The tag !secret is not known here."),
                arguments("a: !list [1]\n", "test.yaml:1:4: The tag !list is not known here."),
                arguments("? [a]\n: 1\n", "test.yaml:1:3: A list or map can't be a key."),
                arguments("a:\n  <<: 5\n", "test.yaml:2:7: Only a map can be merged with <<."),
                arguments(bomb(), "test.yaml:7:5: Its aliases make this more than 1000000 values."),
                arguments("[".repeat(100_000), "test.yaml:1:101: Values nest deeper than 100 levels."),
                arguments("- ".repeat(100_000), "test.yaml:1:201: Values nest deeper than 100 levels."));
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append((alias + ", ").repeat(7))
                    .append(alias + "]\n");
        }
        return bomb.toString();
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
        byte[] latin = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SourceText.decode("x.yaml", latin))
                .hasMessage("x.yaml:2:7: This byte is not UTF-8. Save the file as UTF-8.");
        byte[] cut = new byte[] {'a', (byte) 0xc3};
        assertThatThrownBy(() -> SourceText.decode("x.yaml", cut))
                .hasMessage("x.yaml:1:2: This byte is not UTF-8. Save the file as UTF-8.");
    }

    @Test
    void anchorsAliasesAndMergeKeysAreFollowed() {
        Mapping read = Values.yaml("""
                base: &base {a: 1, b: 2}
                more: &more {b: 3, c: 4}
                one: {<<: *base, a: 9}
                two: {d: 5, <<: [*base, *more]}
                same: *base
                quoted: {"<<": 1}
                """);

        assertThat(Values.plain(read)).isEqualTo(Values.plain(Values.yaml("""
                        base: {a: 1, b: 2}
                        more: {b: 3, c: 4}
                        one: {a: 9, b: 2}
                        two: {d: 5, a: 1, b: 2, c: 4}
                        same: {a: 1, b: 2}
                        quoted: {"<<": 1}
                        """)));
        assertThat(read.get("same").orElseThrow()).isSameAs(read.get("base").orElseThrow());
    }

    @Test
    void everyValueKnowsItsPlaceCountedInCharacters() {
        Mapping read = Values.yaml("a: 1\n\"\uD83D\uDE00\": {b: [x, y]}\n");
        Mapping inner = (Mapping) read.get("\uD83D\uDE00").orElseThrow();

        assertThat(read.get("a").orElseThrow().origin()).hasToString("test.yaml:1:4");
        assertThat(inner.origin()).hasToString("test.yaml:2:6");
        assertThat(((Sequence) inner.get("b").orElseThrow()).elements().get(1).origin())
                .hasToString("test.yaml:2:14");
    }

    @Test
    void keysAreStringsAsInJavaScript() {
        assertThat(Values.yaml("{1: a, 0x10: b, true: c, ~: d, 1.0e+3: e}").entries())
                .containsOnlyKeys("1", "16", "true", "null", "1000");
    }

    @Test
    void anEmptyFileHoldsNoDocument() {
        assertThat(YamlReader.of(FormatVersion.V3).one(new SourceText("x.yaml", "# nothing\n")))
                .isEmpty();
        assertThat(YamlReader.of(FormatVersion.V3).all(new SourceText("x.yaml", "---\n---\na: 1\n---\n")))
                .hasSize(1);
    }
}
