package io.github.kitmaven.plan;

import static io.github.kitmaven.testing.Trees.manifest;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.model.Manifest;
import org.junit.jupiter.api.Test;

class PreparationTest {

    @Test
    void anObjectGetsItsNamespaceAndTheLabelThatSaysWhoLooksAfterIt() {
        Manifest wanted = manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}, status: {}}");
        assertThat(Preparation.prepare(wanted, true, "shop", false).tree())
                .isEqualTo(
                        tree(
                                "{apiVersion: 'v1', kind: 'ConfigMap',"
                                        + " metadata: {name: 'a', namespace: 'shop', labels: {'app.kubernetes.io/managed-by': 'kit'}}}"));
    }

    @Test
    void whatTheManifestSaysItselfStays() {
        Manifest wanted = manifest("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a', namespace: 'own',"
                + " labels: {'app.kubernetes.io/managed-by': 'Helm'}}}");
        assertThat(Preparation.prepare(wanted, true, "shop", false).tree()).isEqualTo(wanted.tree());
    }

    @Test
    void aRawManifestGetsOnlyTheNamespaceThatTheApiDemands() {
        Manifest wanted = manifest("{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'a'}, stringData: {k: 'v'}}");
        assertThat(Preparation.prepare(wanted, true, "shop", true).tree())
                .isEqualTo(tree("{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'a', namespace: 'shop'},"
                        + " stringData: {k: 'v'}}"));
    }

    @Test
    void anObjectOfTheWholeClusterHasNoNamespace() {
        Manifest wanted =
                manifest("{apiVersion: 'v1', kind: 'PersistentVolume', metadata: {name: 'a', namespace: 'x'}}");
        assertThat(Preparation.prepare(wanted, false, "shop", false).namespace())
                .isEmpty();
    }

    @Test
    void stringDataBecomesWhatAServerKeeps() {
        Manifest wanted = manifest(
                "{apiVersion: 'v1', kind: 'Secret', metadata: {name: 'a'}, data: {k: 'eA==', l: 'eQ=='}, stringData: {k: 'v'}}");
        Manifest ready = Preparation.prepare(wanted, true, "shop", false);
        assertThat(ready.tree().path("data")).isEqualTo(tree("{k: 'dg==', l: 'eQ=='}"));
        assertThat(ready.tree().has("stringData")).isFalse();
        assertThat(wanted.tree().has("stringData")).isTrue();
    }

    @Test
    void aServicesPortNamesItsProtocolForServersThatDoNotFillItIn() {
        Manifest wanted = manifest(
                "{apiVersion: 'v1', kind: 'Service', metadata: {name: 'a'}, spec: {ports: [{port: 80}, {port: 53, protocol: 'UDP'}]}}");
        assertThat(Preparation.prepare(wanted, true, "shop", false).tree().path("spec"))
                .isEqualTo(tree("{ports: [{port: 80, protocol: 'TCP'}, {port: 53, protocol: 'UDP'}]}"));
    }
}
