package io.github.kitmaven.plan;

import static io.github.kitmaven.testing.Trees.live;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LastAppliedTest {

    @Test
    void onlyWhatKitAppliedIsTakenOut() {
        ObjectNode service = live(
                "{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web', namespace: 'shop', uid: 'u1', resourceVersion: '7',"
                        + " labels: {name: 'web', other: 'x'}, annotations: {theirs: '1'}},"
                        + " spec: {clusterIP: '10.0.0.1', type: 'ClusterIP', selector: {name: 'web', id: 'b7'},"
                        + " ports: [{name: 'x', port: 9, protocol: 'TCP'},"
                        + " {name: 'http', port: 80, protocol: 'TCP', targetPort: 8080}]}, status: {loadBalancer: {}}}",
                "kit",
                "Apply",
                "{'f:metadata': {'f:labels': {'f:name': {}}}, 'f:spec': {'f:selector': {},"
                        + " 'f:ports': {'k:{\"port\":80,\"protocol\":\"TCP\"}': {'.': {}, 'f:name': {}, 'f:port': {}}}}}");

        assertThat(LastApplied.of(service))
                .contains(tree("{metadata: {labels: {name: 'web'}, name: 'web', namespace: 'shop'},"
                        + " spec: {selector: {name: 'web', id: 'b7'},"
                        + " ports: [{name: 'http', port: 80, protocol: 'TCP'}]}, apiVersion: 'v1', kind: 'Service'}"));
    }

    @Test
    void setsAndEmptyMapsAreKeptAndWhatIsGoneIsNot() {
        ObjectNode object = live(
                "{apiVersion: 'x/v1', kind: 'X', metadata: {name: 'a', finalizers: ['theirs', 'ours']},"
                        + " spec: {empty: {added: 1}, list: []}}",
                "kit",
                "Apply",
                "{'f:metadata': {'f:finalizers': {'v:\"ours\"': {}, 'v:\"gone\"': {}}},"
                        + " 'f:spec': {'f:empty': {'.': {}}, 'f:gone': {}, 'f:list': {}}}");

        assertThat(LastApplied.of(object))
                .contains(tree("{metadata: {finalizers: ['ours'], name: 'a'}, spec: {empty: {}, list: []},"
                        + " apiVersion: 'x/v1', kind: 'X'}"));
    }

    @Test
    void whatKitNeverAppliedHasNone() {
        assertThat(LastApplied.of(live("{metadata: {name: 'a'}}", "kubectl", "Update", "{'f:spec': {}}")))
                .isEmpty();
    }
}
