package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.schema.Schema;
import io.github.kitmaven.schema.SchemaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchesTest {
    private static final SchemaType POD = Schema.of("v1", "Pod");

    /** The examples of RFC 7396, appendix A, as far as they are about objects. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a: b}             | {a: c}              | {a: c}
            {a: b}             | {b: c}              | {a: b, b: c}
            {a: b}             | {a: null}           | {}
            {a: b, b: c}       | {a: null}           | {b: c}
            {a: [b]}           | {a: c}              | {a: c}
            {a: c}             | {a: [b]}            | {a: [b]}
            {a: {b: c}}        | {a: {b: d, c: null}} | {a: {b: d}}
            {a: [{b: c}]}      | {a: [1]}            | {a: [1]}
            {e: null}          | {a: 1}              | {e: null, a: 1}
            {}                 | {a: {bb: {ccc: null}}} | {a: {bb: {}}}
            """)
    void mergePatches(String target, String patch, String result) {
        assertThat(MergePatch.apply(Trees.of(target), Trees.of(patch))).isEqualTo(Trees.of(result));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {foo: [bar, baz]}       | {op: add, path: /foo/1, value: qux}          | {foo: [bar, qux, baz]}
            {foo: [bar]}            | {op: add, path: /foo/-, value: [a]}          | {foo: [bar, [a]]}
            {foo: [bar, qux, baz]}  | {op: remove, path: /foo/1}                   | {foo: [bar, baz]}
            {a: 1}                  | {op: replace, path: /a, value: 2}            | {a: 2}
            {a: {b: 1}, c: {}}      | {op: move, from: /a/b, path: /c/d}           | {a: {}, c: {d: 1}}
            {a: {b: 1}}             | {op: copy, from: /a, path: /c}               | {a: {b: 1}, c: {b: 1}}
            {'a/b': 1}              | {op: test, path: /a~1b, value: 1}            | {'a/b': 1}
            """)
    void jsonPatches(String target, String operation, String result) {
        assertThat(JsonPatch.apply(Trees.of(target), operations(operation))).isEqualTo(Trees.of(result));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{op: remove, path: /nope}",
                "{op: replace, path: /nope, value: 1}",
                "{op: add, path: /l/9, value: 1}",
                "{op: add, path: /nope/deep, value: 1}",
                "{op: test, path: /a, value: 2}",
                "{op: add, path: '', value: 1}",
                "{op: add, path: nope, value: 1}",
                "{op: dance, path: /a}"
            })
    void jsonPatchesThatCantBeCarriedOut(String operation) {
        assertThatThrownBy(() -> JsonPatch.apply(Trees.of("{a: 1, l: []}"), operations(operation)))
                .isInstanceOf(ApiError.class)
                .hasMessage("the server rejected our request due to an error in our request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {containers: [{name: a, image: a:2}]}                | {containers: [{name: a, image: 'a:2', args: [x]}, {name: b}]}
            {containers: [{name: c}]}                            | {containers: [{name: a, image: 'a:1', args: [x]}, {name: b}, {name: c}]}
            {containers: [{name: a, args: [y]}]}                 | {containers: [{name: a, image: 'a:1', args: [y]}, {name: b}]}
            {containers: [{name: a, args: null}]}                | {containers: [{name: a, image: 'a:1'}, {name: b}]}
            {containers: [{name: a, $patch: delete}]}            | {containers: [{name: b}]}
            {containers: [{$patch: replace}, {name: d}]}         | {containers: [{name: d}]}
            {containers: null}                                   | {}
            {$setElementOrder/containers: [{name: b}, {name: a}]} | {containers: [{name: a, image: 'a:1', args: [x]}, {name: b}]}
            """)
    void strategicMergePatches(String patch, String result) {
        String target = "{spec: {containers: [{name: a, image: 'a:1', args: [x]}, {name: b}]}}";

        assertThat(StrategicMergePatch.apply(
                        POD, Trees.of(target), Trees.of("{spec: " + patch.replace("a:2", "'a:2'") + "}")))
                .isEqualTo(Trees.of("{spec: " + result + "}"));
    }

    @Test
    void strategicDirectivesForSetsAndKeys() {
        JsonNode target =
                Trees.of("{metadata: {finalizers: [a, b]}, spec: {securityContext: {runAsUser: 1, fsGroup: 2}}}");
        JsonNode patch = Trees.of("{metadata: {finalizers: [c], $deleteFromPrimitiveList/finalizers: [a]},"
                + " spec: {securityContext: {$retainKeys: [fsGroup], fsGroup: 3}}}");

        assertThat(StrategicMergePatch.apply(POD, target, patch))
                .isEqualTo(Trees.of("{metadata: {finalizers: [b, c]}, spec: {securityContext: {fsGroup: 3}}}"));
    }

    private static JsonNode operations(String operation) {
        return Trees.of("{l: [" + operation + "]}").get("l");
    }
}
