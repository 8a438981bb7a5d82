package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ManagedFields.Operation;
import io.github.kitmaven.sandbox.Ownership.Applied;
import io.github.kitmaven.schema.Schema;
import io.github.kitmaven.schema.SchemaType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipTest {
    private static final SchemaType CUSTOM = Schema.ofCustomResource();
    private static final SchemaType SERVICE = Schema.of("v1", "Service");
    private static final SchemaType DEPLOYMENT = Schema.of("apps/v1", "Deployment");
    private static final SchemaType POD = Schema.of("v1", "Pod");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {spec: {a: 1}}                  | {spec: {b: 2}}              | {spec: {a: 1, b: 2}}
            {spec: {a: {b: 1}}}             | {spec: {a: {c: 2}}}         | {spec: {a: {b: 1, c: 2}}}
            {spec: {list: [1, 2]}}          | {spec: {list: [3]}}         | {spec: {list: [3]}}
            {spec: {a: {b: 1}}}             | {spec: {a: 2}}              | {spec: {a: 2}}
            {metadata: {finalizers: [a/b]}} | {metadata: {finalizers: [c/d]}} | {metadata: {finalizers: [a/b, c/d]}}
            {metadata: {finalizers: [a/b]}} | {metadata: {finalizers: [a/b]}} | {metadata: {finalizers: [a/b]}}
            """)
    void appliedTreesGoOverLiveOnes(String live, String applied, String merged) {
        assertThat(apply(CUSTOM, live, applied).object()).isEqualTo(tree(merged));
    }

    @Test
    void itemsWithKeysMergeAndKeepTheirPlaces() {
        Applied applied = apply(
                SERVICE,
                "{spec: {ports: [{port: 80, protocol: TCP, name: a}, {port: 81, protocol: TCP, name: b}]}}",
                "{spec: {ports: [{port: 82, name: c}, {port: 80, name: a2}]}}");

        assertThat(applied.object().at("/spec/ports"))
                .isEqualTo(tree("{l: [{port: 82, name: c}, {port: 81, protocol: TCP, name: b},"
                                + " {port: 80, protocol: TCP, name: a2}]}")
                        .get("l"));
    }

    @Test
    void atomicStructsAreReplaced() {
        Applied applied = apply(SERVICE, "{spec: {selector: {a: b}}}", "{spec: {selector: {c: d}}}");

        assertThat(applied.object().at("/spec/selector").toString()).isEqualTo("{\"c\":\"d\"}");
        assertThat(fields(applied, "kit")).isEqualTo("{\"f:spec\":{\"f:selector\":{}}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {spec: {a: 1, b: 1}}      | {spec: {a: 1}}      | {spec: {a: 1}}
            {spec: {a: {b: 1, c: 1}}} | {spec: {a: {b: 1}}} | {spec: {a: {b: 1}}}
            {spec: {a: {b: 1}}}       | {spec: {}}          | {spec: {}}
            {spec: {l: [1, 2]}}       | {spec: {l: [1]}}    | {spec: {l: [1]}}
            {spec: {l: [1, 2]}, x: 1} | {x: 1}              | {x: 1}
            """)
    void whatAManagerGivesUpGoes(String first, String second, String left) {
        Applied one = apply(CUSTOM, "{}", first);

        ObjectNode content = again(CUSTOM, one, "kit", second).object();
        content.remove("metadata");
        assertThat(content).isEqualTo(tree(left));
    }

    @Test
    void defaultsInsideAnItemThatIsGivenUpGoWithIt() {
        Applied one = apply(POD, "{}", "{spec: {containers: [{name: a, image: a}, {name: b, image: b}]}}");
        ((ObjectNode) one.object().at("/spec/containers/1")).put("imagePullPolicy", "Always");

        Applied two = again(POD, one, "kit", "{spec: {containers: [{name: a, image: a}]}}");

        assertThat(two.object().at("/spec/containers").toString()).isEqualTo("[{\"name\":\"a\",\"image\":\"a\"}]");
    }

    @Test
    void anItemThatAnotherOwnsAPartOfStays() {
        Applied one = apply(POD, "{}", "{spec: {containers: [{name: a, image: a}, {name: b, image: b}]}}");
        Applied other = again(POD, one, "other", "{spec: {containers: [{name: b, tty: true}]}}");

        Applied two = again(POD, other, "kit", "{spec: {containers: [{name: a, image: a}]}}");

        assertThat(two.object().at("/spec/containers/1").toString()).isEqualTo("{\"name\":\"b\",\"tty\":true}");
    }

    @Test
    void theSameValueIsNoConflict() {
        Applied one = apply(CUSTOM, "{}", "{spec: {a: 1}}");

        Applied two = again(CUSTOM, one, "other", "{spec: {a: 1}}");

        assertThat(fields(two, "kit")).isEqualTo(fields(two, "other")).isEqualTo("{\"f:spec\":{\"f:a\":{}}}");
    }

    @Test
    void anotherValueIsAConflictThatNamesEveryField() {
        Applied one = apply(CUSTOM, "{}", "{spec: {a: 1, b: {c: 1}}}");

        assertThatThrownBy(() -> again(CUSTOM, one, "other", "{spec: {a: 2, b: {c: 2}}}"))
                .isInstanceOf(ApiError.class)
                .hasMessage("Apply failed with 2 conflicts: conflicts with \"kit\":\n- .spec.a\n- .spec.b.c");
    }

    @Test
    void forceLeavesTheOthersWithTheRest() {
        Applied one = apply(CUSTOM, "{}", "{spec: {a: 1, b: 1}}");
        one.managers().writeTo(one.object());

        Applied two =
                Ownership.apply(CUSTOM, Optional.of(one.object()), tree("{spec: {a: 2}}"), manager("other"), true);

        assertThat(fields(two, "kit")).contains("f:b").doesNotContain("f:a");
    }

    @Test
    void anObjectWithoutEntriesBelongsToWhoeverWasThereBefore() {
        ObjectNode live = tree("{apiVersion: v1, metadata: {name: x}, spec: {type: NodePort}}");

        assertThatThrownBy(() -> Ownership.apply(
                        SERVICE, Optional.of(live), tree("{spec: {type: ClusterIP}}"), manager("kit"), false))
                .hasMessage("Apply failed with 1 conflict: conflict with \"before-first-apply\" using v1: .spec.type");
    }

    @Test
    void anUpdaterOwnsWhatItChanged() {
        ObjectNode before = tree("{metadata: {name: a}, spec: {replicas: 1}}");
        ObjectNode after = tree("{metadata: {name: a, labels: {x: y}}, spec: {replicas: 2, paused: true}}");

        ManagedFields managers = Ownership.update(DEPLOYMENT, before, after, updater());

        assertThat(managers.of(updater()).toJson().toString())
                .isEqualTo("{\"f:metadata\":{\"f:labels\":{\".\":{},\"f:x\":{}}},"
                        + "\"f:spec\":{\"f:paused\":{},\"f:replicas\":{}}}");
    }

    @Test
    void removedFieldsBelongToNobody() {
        Applied one = apply(CUSTOM, "{}", "{spec: {a: 1, b: {c: 1}}}");
        one.managers().writeTo(one.object());
        ObjectNode after = one.object().deepCopy();
        ((ObjectNode) after.get("spec")).remove("b");

        ManagedFields managers = Ownership.update(CUSTOM, one.object(), after, updater());

        assertThat(managers.of(manager("kit")).paths()).containsExactly(".spec.a");
        assertThat(managers.of(updater()).isEmpty()).isTrue();
    }

    @Test
    void aClientThatSendsEntriesRewritesThem() {
        Applied one = apply(CUSTOM, "{}", "{spec: {a: 1}}");
        one.managers().writeTo(one.object());
        ObjectNode after = one.object().deepCopy();
        Metadata.edit(after).putArray("managedFields").addObject();

        assertThat(Ownership.update(CUSTOM, one.object(), after, updater()).entries())
                .isEmpty();
    }

    private static Applied apply(SchemaType type, String live, String applied) {
        Optional<ObjectNode> there = live.equals("{}") ? Optional.empty() : Optional.of(tree(live));
        return Ownership.apply(type, there, tree(applied), manager("kit"), true);
    }

    private static Applied again(SchemaType type, Applied before, String manager, String applied) {
        before.managers().writeTo(before.object());
        return Ownership.apply(type, Optional.of(before.object()), tree(applied), manager(manager), false);
    }

    private static String fields(Applied applied, String manager) {
        return applied.managers().of(manager(manager)).toJson().toString();
    }

    private static FieldManager manager(String name) {
        return new FieldManager(name, Operation.APPLY, "v1", "");
    }

    private static FieldManager updater() {
        return new FieldManager("editor", Operation.UPDATE, "v1", "");
    }

    private static ObjectNode tree(String yaml) {
        return Trees.of(yaml);
    }
}
