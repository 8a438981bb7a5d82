package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyEditTest {
    private static final String NEW = "reg.example.com:5000/acme/web:master-2";
    private static final PropertyEdit EDIT = new PropertyEdit("images/acme/web/master.yaml", "image", NEW);

    static Stream<Arguments> onlyTheValueChanges() {
        return Stream.of(
                Arguments.of("", "image: NEW\n"),
                Arguments.of("# none yet\n", "# none yet\nimage: NEW\n"),
                Arguments.of("---\n", "---\nimage: NEW\n"),
                Arguments.of("image: old:1\n", "image: NEW\n"),
                Arguments.of("image: old:1", "image: NEW"),
                Arguments.of("image:\n", "image: NEW\n"),
                Arguments.of("image:", "image: NEW"),
                Arguments.of("image: # none\nb: 1\n", "image: NEW # none\nb: 1\n"),
                Arguments.of("image: ~\n", "image: NEW\n"),
                Arguments.of("image:   old:1   # why\n", "image:   NEW   # why\n"),
                Arguments.of("image:\n  old:1\nb: 1\n", "image:\n  NEW\nb: 1\n"),
                Arguments.of("image: 'old:1' # why\n", "image: 'NEW' # why\n"),
                Arguments.of("image: \"old:1\"\n", "image: \"NEW\"\n"),
                Arguments.of("'image': old:1\n", "'image': NEW\n"),
                Arguments.of("# top\na: 1\r\nimage: old:1\r\nb: 2\r\n", "# top\na: 1\r\nimage: NEW\r\nb: 2\r\n"),
                Arguments.of("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 2\r\nimage: NEW\r\n"),
                Arguments.of("a: 1\nb: 2", "a: 1\nb: 2\nimage: NEW"),
                Arguments.of("  a: 1\n  b:\n  - c\n", "  a: 1\n  b:\n  - c\n  image: NEW\n"),
                Arguments.of("a:\n  image: keep:1\n", "a:\n  image: keep:1\nimage: NEW\n"),
                Arguments.of("a: |+\n  x\n\n", "a: |+\n  x\n\nimage: NEW\n"),
                Arguments.of("image: |\n  old:1\nb: 1\n", "image: NEW\nb: 1\n"),
                Arguments.of("image: >-\n  old:1\n\nb: 1\n", "image: NEW\n\nb: 1\n"),
                Arguments.of("{}\n", "{image: NEW}\n"),
                Arguments.of("{a: 1}\n", "{image: NEW, a: 1}\n"),
                Arguments.of("{a: 1, image: old:1}", "{a: 1, image: NEW}"),
                Arguments.of("{\"image\": \"old:1\", \"a\": [1]}", "{\"image\": \"NEW\", \"a\": [1]}"),
                Arguments.of("image: &i old:1\nb: *i\n", "image: &i NEW\nb: *i\n"),
                Arguments.of("b: &i old:1\nimage: *i\n", "b: &i old:1\nimage: NEW\n"),
                Arguments.of("image: !!str old:1\n", "image: !!str NEW\n"),
                Arguments.of("? [x, y]\n: 1\nimage: old:1\n", "? [x, y]\n: 1\nimage: NEW\n"),
                Arguments.of(
                        "a: \"\uD83D\uDE00\" # \uD83D\uDE80\nimage: old:1\n",
                        "a: \"\uD83D\uDE00\" # \uD83D\uDE80\nimage: NEW\n"),
                Arguments.of("\uFEFFimage: old:1\n", "\uFEFFimage: NEW\n"),
                Arguments.of(
                        "a: ENC[AES256_GCM,data:x=,type:str]\nimage: old:1\nsops:\n    mac: ENC[y]\n",
                        "a: ENC[AES256_GCM,data:x=,type:str]\nimage: NEW\nsops:\n    mac: ENC[y]\n"));
    }

    @ParameterizedTest
    @MethodSource
    void onlyTheValueChanges(String before, String after) {
        assertThat(EDIT.in(before)).isEqualTo(after.replace("NEW", NEW));
    }

    @ParameterizedTest
    @MethodSource("onlyTheValueChanges")
    void aSecondEditChangesNothing(String before, String after) {
        String once = EDIT.in(before);
        assertThat(EDIT.in(once)).isSameAs(once);
        assertThat(EDIT.current(once)).contains(NEW);
    }

    static Stream<Arguments> whatIsNoImageFileIsRefusedWithItsPlace() {
        return Stream.of(
                Arguments.of("- a\n", ":1:1: This is not a YAML map"),
                Arguments.of("# a\n  text\n", ":2:3: This is not a YAML map"),
                Arguments.of("a: 1\nimage:\n  tag: x\n", ":3:3: The value of \"image\" is a map or a list"),
                Arguments.of("image: [x]\n", ":1:8: The value of \"image\" is a map or a list"),
                Arguments.of("image: a:1\nimage: b:1\n", ":2:8: The key \"image\" is here twice"),
                Arguments.of("image: a:1\n---\nimage: b:1\n", ":2:1: This is a second YAML document"),
                Arguments.of("a: 1\n b: [\n", ":2:3: This is not YAML: mapping values are not allowed here"),
                Arguments.of("a: \u0000\n", ": This is not YAML: "));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoImageFileIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> EDIT.in(text))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("images/acme/web/master.yaml" + message)
                .hasMessageMatching("[^\\n]+\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{image}\n", "a: 1\n...\n"})
    void aFormThatCannotBeEditedAloneIsLeftToItsAuthor(String text) {
        assertThatThrownBy(() -> EDIT.in(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("can't be set here without changing more than its value");
    }

    @Test
    void anOddKeyIsQuotedWhereItIsMade() {
        assertThat(new PropertyEdit("f", "the: image", NEW).in("")).isEqualTo("'the: image': " + NEW + "\n");
    }

    @Test
    void aValueThatYamlWouldReadAsSomethingElseIsQuoted() {
        assertThat(new PropertyEdit("f", "image", "12:30").in("image: a:1\n")).isEqualTo("image: '12:30'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image: NEW\n", "image: 'NEW'\n", "image: \"NEW\" # same\n"})
    void anotherSpellingOfTheValueIsNoChange(String text) {
        String same = text.replace("NEW", NEW);
        assertThat(EDIT.in(same)).isSameAs(same);
    }
}
