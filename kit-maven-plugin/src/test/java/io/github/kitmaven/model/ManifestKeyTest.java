package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManifestKeyTest {

    @Test
    void keysThatAreKeptShareTheirTexts() {
        ManifestKey one = key().kept();
        ManifestKey other = key().kept();
        assertThat(one).isEqualTo(key()).hasToString("a secret title");
        assertThat(one.group()).isSameAs(other.group());
        assertThat(one.kind()).isSameAs(other.kind());
        assertThat(one.namespace()).isSameAs(other.namespace());
        assertThat(one.name()).isSameAs(other.name());
    }

    /** As of an answer: texts of its own. */
    private static ManifestKey key() {
        return new ManifestKey(text("apps"), text("Deployment"), text("shop"), text("web"), "a secret title");
    }

    private static String text(String text) {
        return String.valueOf(text.toCharArray());
    }
}
