package io.github.kitmaven.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.testing.Trees;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands where a secret is wanted is hidden, in what a cluster has and in what it would have. */
class VeilTest {
    private static final Redaction REDACTION = new Redaction(new Secrets());

    /** An object with a part, in which {@code «} stands before each secret text or name. */
    private static Manifest wanted(String part) {
        Map<JsonPointer, String> values = new HashMap<>();
        Set<JsonPointer> keys = new HashSet<>();
        ObjectNode marked = object(part);
        collect(JsonPointer.empty(), marked, values, keys);
        return Trees.manifest(text(part.replace("«", ""))).hiding(new SecretFields(values, keys));
    }

    private static void collect(
            JsonPointer at,
            com.fasterxml.jackson.databind.JsonNode node,
            Map<JsonPointer, String> values,
            Set<JsonPointer> keys) {
        node.properties().forEach(field -> {
            JsonPointer place = at.appendProperty(field.getKey().replace("«", ""));
            if (field.getKey().startsWith("«")) {
                keys.add(place);
            }
            collect(place, field.getValue(), values, keys);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(at.appendIndex(i), node.path(i), values, keys);
        }
        if (node.asText().startsWith("«")) {
            values.put(at, Secrets.MASK);
        }
    }

    private static String text(String part) {
        return "{apiVersion: 'v1', kind: 'X', metadata: {name: 'x'}, spec: " + part + "}";
    }

    private static ObjectNode object(String part) {
        return Trees.tree(text(part));
    }

    private static String hidden(String wanted, String other) {
        return Veil.over(object(other), wanted(wanted)).path("spec").toString().replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {a: '«7', b: '7'}               | {a: '8', b: '7', c: '9'}            | {'a':'<secret>','b':'7','c':'9'}
            {a: '«7'}                       | {a: {x: 1}}                         | {'a':'<secret>'}
            {a: {b: '«7', c: 1}}            | {a: {c: 2}}                         | {'a':{'c':2}}
            {a: {b: '«7'}}                  | {a: 1}                              | {'a':1}
            [{name: 'a', v: '«7'}, {name: 'b', v: '1'}] | [{name: 'b', v: '2'}, {name: 'a', v: '8'}] | [{'name':'b','v':'2'},{'name':'a','v':'<secret>'}]
            [{name: 'a', v: '«7'}]          | [{name: 'z', v: '8'}]               | [{'name':'z','v':'<secret>'}]
            [{name: 'a', v: '«7'}]          | [{name: 'z', v: '8'}, {name: 'a', v: '9'}] | [{'name':'z','v':'8'},{'name':'a','v':'<secret>'}]
            [{name: '«a', v: 1}]            | [{name: 'b', v: 1}]                 | [{'name':'<secret>','v':1}]
            ['--x', '«7']                   | ['--x', '8', '--y']                 | ['--x','<secret>','<secret>']
            ['--x', '«7', '--z']            | ['--z', '7']                        | ['--z','<secret>']
            [{v: '«7', w: 1}, {v: '2'}]     | [{v: '8', w: 1}, {v: '2'}]          | [{'v':'<secret>','w':1},{'v':'2'}]
            {'«k': 1, m: 2}                 | {k: 3, m: 4, o: 5}                  | {'<secret>':3,'m':4,'o':5}
            {'«k': 1, m: 2}                 | {j: 3, m: 4, o: 5}                  | {'<secret>':3,'m':4,'<secret> 2':5}
            {'«k': '«1'}                    | {k: '3'}                            | {'<secret>':'<secret>'}
            {port: '«80', other: '80'}      | {port: '80', target: '80', other: '80'} | {'port':'<secret>','target':'<secret>','other':'80'}
            {a: '«'}                        | {a: '', b: ''}                      | {'a':'<secret>','b':''}
            """)
    void aValueAndAnotherInItsPlaceAreHiddenAndNothingElse(String wanted, String other, String hidden) {
        assertThat(hidden(wanted, other)).isEqualTo(hidden);
    }

    @Test
    void withoutSecretsTheTreeStaysAsItIs() {
        ObjectNode tree = object("{a: 1}");
        assertThat(Veil.over(tree, wanted("{a: 2}"))).isSameAs(tree);
    }

    @Test
    void whatIsHiddenStillTellsWhetherItChanges() {
        assertThat(changes("{a: '«7', b: {c: '«8'}}", "{a: '6', b: {c: '8'}}", "{a: '7', b: {c: '8'}}"))
                .containsExactly("spec.a: <secret, old> -> <secret, new>");
        assertThat(changes("{n: '«7'}", "{n: 7}", "{n: 7.0}")).isEmpty();
        assertThat(changes("{n: '«7'}", "{n: 7}", "{n: '7'}")).hasSize(1);
    }

    @Test
    void aPartThatHoldsOneIsHiddenAsAWhole() {
        assertThat(changes("{b: {c: '«8', d: 1}}", "{}", "{b: {c: '8', d: 1}}"))
                .containsExactly("spec.b: (none) -> <secret>");
        assertThat(changes("{b: 1}", "{}", "{b: 1}")).containsExactly("spec.b: (none) -> 1");
    }

    @Test
    void namesOfItemsAndKeysDoNotShowInPathsEither() {
        assertThat(changes(
                        "[{name: '«ab', v: '1'}, {name: 'c', v: '2'}]",
                        "[{name: 'ab', v: '0'}, {name: 'c', v: '2'}]",
                        "[{name: 'ab', v: '1'}, {name: 'c', v: '2'}]"))
                .containsExactly("spec[<secret>].v: 0 -> 1");
        assertThat(changes("{'«ab': '1'}", "{ab: '0'}", "{ab: '1'}")).containsExactly("spec.<secret>: 0 -> 1");
        assertThat(changes(
                        "[{name: '«ab'}, {name: 'c'}]", "[{name: 'c'}, {name: 'ab'}]", "[{name: 'ab'}, {name: 'c'}]"))
                .containsExactly("spec (order): <secret, old> -> <secret, new>");
    }

    @Test
    void theCopyThatKubectlKeepsOfAllIsHiddenToo() {
        Manifest manifest = wanted("{a: '«7'}");
        FieldChange copy = new FieldChange(
                "metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]",
                java.util.Optional.of("{\"spec\":{\"a\":\"7\"}}"),
                java.util.Optional.empty());

        assertThat(Trees.changes(REDACTION.changes(manifest, List.of(copy))).values())
                .containsExactly("<secret> -> (none)");
        assertThat(Trees.changes(REDACTION.changes(wanted("{a: '7'}"), List.of(copy)))
                        .values())
                .containsExactly("{\"spec\":{\"a\":\"7\"}} -> (none)");
    }

    private static List<String> changes(String wanted, String before, String after) {
        return Trees.changes(Planner.decide(wanted(wanted), object(before), object(after), List.of(), REDACTION)
                        .changes())
                .entrySet()
                .stream()
                .map(change -> change.getKey() + ": " + change.getValue())
                .toList();
    }
}
