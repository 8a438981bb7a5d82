package io.github.kitmaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Golden;
import io.github.kitmaven.testing.Values;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerMergeTest {
    private final LayerMerge likeOriginal = new LayerMerge(FormatVersion.V2);
    private final LayerMerge strict = new LayerMerge(FormatVersion.V3);

    /** Recorded from lodash 4.17.5 with the original's two rules: null never overrides, env merges by name. */
    @TestFactory
    Stream<DynamicTest> versionTwoMergesAsTheOriginalDoes() {
        return Golden.each(Golden.read("merge.json"))
                .map(row -> DynamicTest.dynamicTest(
                        row.get("lower").asText() + " <- " + row.get("upper").asText(),
                        () -> assertThat(Values.plain(merged(row))).isEqualTo(Values.plain(row.get("merged")))));
    }

    private Mapping merged(JsonNode row) {
        return likeOriginal.merge(
                Values.yaml(row.get("lower").asText()),
                Values.yaml(row.get("upper").asText()));
    }

    @Test
    void versionThreeReplacesListsButMergesEnvironmentsByName() {
        Mapping lower = Values.yaml("{zones: [a, b], map: {x: 1}, env: [{name: A, value: 1}, {name: B}]}");
        Mapping upper = Values.yaml("{zones: [c], map: {y: 2}, env: [{name: A, value: 2}]}");

        assertThat(Values.plain(strict.merge(lower, upper)))
                .isEqualTo(Values.plain(
                        Values.yaml("{zones: [c], map: {x: 1, y: 2}, env: [{name: A, value: 2}, {name: B}]}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            l: [a]         | l: !append [b] | l: !append [c] | l: [a, b, c]
            l: [a]         | l: [b]         | l: !append [c] | l: [b, c]
            l: [a]         | l: !append [b] | l: [c]         | l: [c]
            l: [a]         | x: 1           | l: !append [c] | l: [a, c]
            x: 1           | x: 1           | l: !append [c] | l: [c]
            l: null        | l: !append [b] | l: !append [c] | l: [b, c]
            m: {l: [a]}    | m: {l: !append [b]} | x: 1      | m: {l: [a, b]}
            """)
    void listsThatAreMarkedAppendThroughAllLayers(String base, String type, String cluster, String merged) {
        Mapping all = strict.merge(layer(base), strict.merge(layer(type), layer(cluster)));

        layer(merged)
                .entries()
                .forEach((key, value) ->
                        assertThat(Values.plain(all.get(key).orElseThrow())).isEqualTo(Values.plain(value)));
    }

    @Test
    void onlyAListCanBeAppendedTo() {
        assertThatThrownBy(() -> strict.merge(layer("l: {a: 1}"), layer("l: !append [b]")))
                .isInstanceOf(UserException.class)
                .hasMessage("layer.yaml:1:4: l can't be appended to what the lower layer has, which is no list:"
                        + " layer.yaml:1:4. Remove !append, or make the lower value a list.");
    }

    @Test
    void onlyLayersOfVersionThreeCanBeMarked() {
        SourceText marked = new SourceText("a.yaml", "l: !append [b]");

        assertThatThrownBy(() -> YamlReader.of(FormatVersion.V3).one(marked))
                .hasMessage("a.yaml:1:4: The tag !append is not known here. Remove the tag.");
        assertThatThrownBy(() -> YamlReader.ofLayers(FormatVersion.V2).one(marked))
                .hasMessage("a.yaml:1:4: The tag !append is not known here. Remove the tag.");
    }

    private static Mapping layer(String text) {
        SourceText source = new SourceText("layer.yaml", text);
        return (Mapping) YamlReader.ofLayers(FormatVersion.V3).one(source).orElseThrow();
    }

    @Test
    void aValueRemembersEveryLayerThatSetItNearestFirst() {
        Mapping base = Values.yaml("deployment:\n  replicas: 1");
        Mapping type = Values.yaml("deployment:\n\n  replicas: 2");
        Mapping cluster = Values.yaml("deployment:\n\n\n  replicas: 3");

        Mapping merged = likeOriginal.merge(base, likeOriginal.merge(type, cluster));
        Value replicas = ((Mapping) merged.get("deployment").orElseThrow())
                .get("replicas")
                .orElseThrow();

        assertThat(replicas.text()).isEqualTo("3");
        assertThat(replicas.origin()).hasToString("test.yaml:4:13");
        assertThat(replicas.overridden())
                .extracting(value -> value.text() + " at " + value.origin())
                .containsExactly("2 at test.yaml:3:13", "1 at test.yaml:2:13");
    }

    @ParameterizedTest(name = "{0} <- {1} <- {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {v: {d: {e: 1}}}            | {v: {d: {e: 2}}}             | {v: {d: {e: 3}}}            | v.d.e       | 3 over 2 1
            {v: 1}                      | {v: }                        | {v: }                       | v           | 1 over null null
            {v: 1}                      | {v: }                        | {v: 3}                      | v           | 3 over null 1
            {v: }                       | {v: 2}                       | {}                          | v           | 2 over null
            {v: {a: 1}}                 | {v: text}                    | {v: {a: 3}}                 | v.a         | 3 over 1
            {v: [1, 2]}                 | {v: [3]}                     | {v: [5]}                    | v.0         | 5 over 3 1
            {v: [1, {a: 2}]}            | {v: {1: {a: 4}}}             | {v: {1: {a: 6}}}            | v.1.a       | 6 over 4 2
            {v: [1, 2]}                 | {v: {1: 4}}                  | {}                          | v.0         | 1 over
            {env: [{name: A, value: 1}]}| {env: [{name: B}, {name: A, value: 2}]} | {env: [{name: A, value: }]} | env.0.value | null over 2 1
            {env: [{name: A, value: 1}]}| {env: [{name: B, value: 2}]} | {env: [{name: B, value: 3}]} | env.1.value | 3 over 2
            {v: &x {a: 1}, w: {<<: *x}} | {w: {a: 2}}                  | {}                          | w.a         | 2 over 1
            """)
    void everyLayerIsRememberedInListsAndEnvironmentsToo(
            String base, String type, String cluster, String path, String expected) {
        Value value =
                likeOriginal.merge(Values.yaml(base), likeOriginal.merge(Values.yaml(type), Values.yaml(cluster)));
        for (String key : path.split("\\.")) {
            value = value instanceof Sequence list
                    ? list.elements().get(Integer.parseInt(key))
                    : ((Mapping) value).get(key).orElseThrow();
        }

        String others = value.overridden().stream().map(it -> " " + shown(it)).collect(Collectors.joining());
        assertThat(shown(value) + " over" + others).isEqualTo(expected);
    }

    private static String shown(Value value) {
        return value.isNull() ? "null" : value.text();
    }

    @Test
    void whatNoLayerChangesIsSharedAndNotCopied() {
        Mapping lower = Values.yaml("{kept: {a: [1, 2]}, changed: 1}");

        Mapping merged = likeOriginal.merge(lower, Values.yaml("changed: 2"));

        assertThat(merged.get("kept").orElseThrow()).isSameAs(lower.get("kept").orElseThrow());
    }

    @Test
    void aMapThatIsNoPatchOfAListIsRefused() {
        assertThatThrownBy(() -> likeOriginal.merge(Values.yaml("a: [1, 2]"), Values.yaml("a: {b: 1}")))
                .isInstanceOf(UserException.class)
                .hasMessage("test.yaml:1:4: A map can't override a list of a lower layer."
                        + " Write a list, or a map whose keys are indexes into that list.");
    }
}
