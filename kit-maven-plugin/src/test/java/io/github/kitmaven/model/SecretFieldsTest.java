package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.testing.Trees;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretFieldsTest {
    private static final ObjectNode TREE = Trees.tree(
            "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web-7', namespace: 'ab', labels: {q: 'x'}}, n: 7}");
    private static final SecretFields FIELDS = new SecretFields(
            Map.of(
                    JsonPointer.compile("/metadata/name"), "web-<secret>",
                    JsonPointer.compile("/metadata/namespace"), "<secret>",
                    JsonPointer.compile("/n"), "<secret>"),
            Set.of(JsonPointer.compile("/metadata/labels/q")));

    @Test
    void theTitleOfAnObjectShowsNoneOfThemAndNamesTheSameObject() {
        Manifest manifest = new Manifest(TREE, Origin.of("a")).hiding(FIELDS);

        assertThat(manifest.key()).hasToString("Pod <secret>/web-<secret>").isEqualTo(ManifestKey.of(TREE));
        assertThat(manifest.key().name()).isEqualTo("web-7");
        assertThat(manifest).hasToString("Pod <secret>/web-<secret> at a");
        assertThat(manifest.shown("metadata", "name")).isEqualTo("web-<secret>");
        assertThat(manifest.shown("kind")).isEqualTo("Pod");
        assertThat(manifest.shown("metadata", "uid")).isEmpty();
        assertThat(new Manifest(TREE, Origin.of("a")).key()).hasToString("Pod ab/web-7");
    }

    @Test
    void theNamespaceOfAKubeconfigMayJoinThem() {
        ManifestKey key = ManifestKey.of(TREE, SecretFields.NONE.andMetadata("namespace"));

        assertThat(key).hasToString("Pod <secret>/web-7");
    }

    @Test
    void inTextsAboutTheObjectTheyAreMaskedAsWords() {
        Secrets secrets = new Secrets();
        FIELDS.addTo(TREE, secrets);

        assertThat(secrets.mask("Pod \"web-7\" in ab: n: Invalid value: 7: must be 17 or q.7, not grab"))
                .isEqualTo(
                        "Pod \"<secret>\" in <secret>: n: Invalid value: <secret>: must be 17 or <secret>.<secret>, not grab");
        assertThat(FIELDS).hasToString("4 secret fields");
    }
}
