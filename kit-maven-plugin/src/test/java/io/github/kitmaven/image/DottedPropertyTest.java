package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A property whose dots lead into maps. */
class DottedPropertyTest {
    private static final String NEW = "reg.example.com/acme/web:master-2";
    private static final PropertyEdit EDIT = new PropertyEdit("images/acme/web/master.yaml", "spec.web.image", NEW);

    static Stream<Arguments> onlyTheValueChanges() {
        return Stream.of(
                Arguments.of("", "spec:\n  web:\n    image: NEW\n"),
                Arguments.of("a: 1\r\n", "a: 1\r\nspec:\r\n  web:\r\n    image: NEW\r\n"),
                Arguments.of("a: 1", "a: 1\nspec:\n  web:\n    image: NEW"),
                Arguments.of("{a: 1}\n", "{spec: {web: {image: NEW}}, a: 1}\n"),
                Arguments.of(
                        "spec: # s\n  web:\n    b: 1\n    image: 'old:1' # why\nimage: keep:1\n",
                        "spec: # s\n  web:\n    b: 1\n    image: 'NEW' # why\nimage: keep:1\n"),
                Arguments.of("spec: {web: {image: \"old:1\"}}", "spec: {web: {image: \"NEW\"}}"),
                Arguments.of("spec:\n  web: {}\n", "spec:\n  web: {image: NEW}\n"),
                Arguments.of("spec:\n  web: {b: 1}\n", "spec:\n  web: {image: NEW, b: 1}\n"),
                Arguments.of("spec:\n  web:\n", "spec:\n  web: {image: NEW}\n"),
                Arguments.of("spec:\n  web:\n    image:\n", "spec:\n  web:\n    image: NEW\n"),
                Arguments.of("spec: ~ # none\na: 1\n", "spec: {web: {image: NEW}} # none\na: 1\n"),
                Arguments.of(
                        "spec:\n  # first\n  api: 1\n  b: 2\nz: 1\n",
                        "spec:\n  # first\n  web:\n    image: NEW\n  api: 1\n  b: 2\nz: 1\n"),
                Arguments.of("spec:\n    web:\n        b: 2\n", "spec:\n    web:\n        image: NEW\n        b: 2\n"),
                Arguments.of("spec: &s\n  web:\n    image: x:1\n", "spec: &s\n  web:\n    image: NEW\n"),
                Arguments.of("spec.web.image: old:1\n", "spec.web.image: NEW\n"),
                Arguments.of(
                        "spec.web.image: old:1\nspec: {web: {image: keep:1}}\n",
                        "spec.web.image: NEW\nspec: {web: {image: keep:1}}\n"));
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

    static Stream<Arguments> whatIsInTheWayIsToldWithItsPlace() {
        return Stream.of(
                Arguments.of(
                        "spec: text\n", ":1:7: The value of \"spec\" is not a map, so \"spec.web.image\" can't be"),
                Arguments.of("spec:\n  web: [x]\n", ":2:8: The value of \"web\" is not a map"),
                Arguments.of("a: &a {}\nspec: *a\n", ":2:7: The value of \"spec\" is not a map"),
                Arguments.of("spec: {web: {image: {}}}\n", ":1:21: The value of \"spec.web.image\" is a map or a list"),
                Arguments.of("spec: {web: 1, web: 2}\n", ":1:21: The key \"web\" is here twice"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsInTheWayIsToldWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> EDIT.in(text))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("images/acme/web/master.yaml" + message);
    }

    @ParameterizedTest
    @CsvSource({".,'.'", ".image,'.image'", "a..b,a..b"})
    void aPropertyThatIsNoPathIsAKey(String property, String key) {
        assertThat(new PropertyEdit("f", property, NEW).in("a: 1\n").replace("'", ""))
                .isEqualTo("a: 1\n" + key + ": " + NEW + "\n");
    }
}
