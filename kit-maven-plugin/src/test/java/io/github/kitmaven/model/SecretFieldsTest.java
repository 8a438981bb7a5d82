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

    @Test
    void whatIsMadeOfTheObjectHasThemWhereverTheyAreCopied() {
        Manifest made = new Manifest(TREE, Origin.of("a"))
                .hiding(FIELDS)
                .followedBy(new Manifest(
                                Trees.tree(
                                        "{apiVersion: 'v1', kind: 'Pod', n: 7, of: ['7', 'x', 17], metadata: {name: 'web-7-2',"
                                                + " namespace: 'ab', labels: {q: 'x', name: 'web-7'}, annotations: {q: 'y'}}}"),
                                Origin.of("a"))
                        .hiding(FIELDS));

        assertThat(made.key()).hasToString("Pod <secret>/<secret>-2");
        assertThat(made.shown("metadata", "labels", "name")).isEqualTo("<secret>");
        assertThat(made.secret().values())
                .containsEntry(JsonPointer.compile("/of/0"), "<secret>")
                .doesNotContainKeys(JsonPointer.compile("/of/1"), JsonPointer.compile("/of/2"));
        assertThat(made.secret().keys())
                .containsExactlyInAnyOrder(
                        JsonPointer.compile("/metadata/labels/q"), JsonPointer.compile("/metadata/annotations/q"));
    }

    @Test
    void withoutSecretsThereIsNothingToFollow() {
        Manifest clear = new Manifest(TREE, Origin.of("a"));

        assertThat(clear.followedBy(clear).secret()).isSameAs(SecretFields.NONE);
        assertThat(clear.masked("web-7")).isEqualTo("web-7");
    }
}
