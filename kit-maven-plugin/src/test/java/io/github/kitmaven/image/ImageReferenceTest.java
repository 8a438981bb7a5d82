package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "web:1, '', web, 1",
        "acme/web:1, '', acme/web, 1",
        "registry.example.com/acme/web:master-1, registry.example.com, acme/web, master-1",
        "registry:5000/acme/web:1, registry:5000, acme/web, 1",
        "localhost/web:1, localhost, web, 1",
        "[::1]:5000/web:1, [::1]:5000, web, 1",
        "ghcr.io/a/b/c_d--e.f:V1_2.x-3, ghcr.io, a/b/c_d--e.f, V1_2.x-3",
        "acme/web, '', acme/web, ''",
    })
    void readsItsParts(String text, String registry, String repository, String tag) {
        ImageReference image = ImageReference.parse(text);
        assertThat(image.registry().orElse("")).isEqualTo(registry);
        assertThat(image.repository()).isEqualTo(repository);
        assertThat(image.tag().orElse("")).isEqualTo(tag);
        assertThat(image).hasToString(text);
    }

    @Test
    void readsTagAndDigest() {
        ImageReference image = ImageReference.parse("reg.io/acme/web:1@" + DIGEST);
        assertThat(image.tag()).contains("1");
        assertThat(image.digest()).contains(DIGEST);
        assertThat(image).hasToString("reg.io/acme/web:1@" + DIGEST);
        assertThat(image.shortName()).isEqualTo("acme/web:1");
        assertThat(ImageReference.parse("reg.io/acme/web@" + DIGEST).shortName())
                .isEqualTo("acme/web@" + DIGEST);
        assertThat(ImageReference.parse("acme/web:1").at(DIGEST).digest()).isEqualTo(Optional.of(DIGEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Acme/web:1",
                "acme//web:1",
                "acme/web:",
                "acme/web:-1",
                "../web:1",
                "acme/web:1\n",
                "-x.io/web:1",
                "acme/web@sha256:12",
                "https://reg.io/acme/web:1",
                "acme/web:1 # x",
                "acme/we b:1",
                "a:b:c"
            })
    void refusesWhatIsNoImage(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The image \"" + text + "\"")
                .hasMessageContaining("kit.image");
    }

    @Test
    void refusesAnImageWithNeitherTagNorDigestWhereOneIsNeeded() {
        assertThatThrownBy(() -> ImageReference.parse("acme/web").pinned())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has neither tag nor digest");
        assertThat(ImageReference.parse("acme/web:1").pinned()).hasToString("acme/web:1");
    }
}
