package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSettingsTest {
    private static final ImageFile FILE = new ImageFile("acme/web", "master");

    private record Files(Map<String, String> files) implements Snapshot {
        @Override
        public String branch() {
            return "main";
        }

        @Override
        public String commit() {
            return "0".repeat(40);
        }

        @Override
        public Optional<String> read(String path) {
            return Optional.ofNullable(files.get(path));
        }
    }

    private static ImageSettings of(String kitYaml) {
        return ImageSettings.of(new Files(Map.of("kit.yaml", kitYaml)), NoSops.create());
    }

    @ParameterizedTest
    @CsvSource({
        "./images, images/acme/web/master.yaml",
        "images/, images/acme/web/master.yaml",
        "a/../b//c, b/c/acme/web/master.yaml",
        "./, acme/web/master.yaml",
        "., acme/web/master.yaml",
    })
    void findsTheFolderOfImageFiles(String path, String file) {
        ImageSettings settings = of("version: '2'\nimages:\n  path: " + path + "\n  property: image\n");
        assertThat(settings.pathOf(FILE)).isEqualTo(file);
        assertThat(settings.property()).isEqualTo("image");
    }

    @ParameterizedTest
    @CsvSource({"'', image", "'property:', image", "'property: \"\"', image", "property: tag, tag"})
    void thePropertyIsWhatRenderingTakesItFor(String line, String property, @TempDir Path root) {
        Repo.in(root, "3");
        Folders.write(root.resolve("kit.yaml"), """
                version: "3"
                base: {path: .}
                images:
                  path: images
                  %s
                type: {path: type}
                cluster: {path: clusters}
                resources: {path: resources}
                """.formatted(line));
        assertThat(KitYaml.read(root, NoSops.create()).imageProperty()).isEqualTo(property);
        assertThat(of(Folders.read(root).getOrDefault("kit.yaml", "")).property())
                .isEqualTo(property);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "/images", "a/../../b", "'a\\b'", "'C:\\images'", ".git/x"})
    void aFolderOutsideOfTheRepoIsRefused(String path) {
        assertThatThrownBy(() -> of("images:\n  path: " + path + "\n  property: image\n"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("kit.yaml:2:9: images.path ")
                .hasMessageContaining("leads out of the repo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: '2'              | kit.yaml: images.path is missing.",
                "images:                   | kit.yaml:1:8: images.path is missing.",
                "images: {property: image} | kit.yaml:1:9: images.path is missing.",
                "images: {path: [x]}       | kit.yaml:1:16: images.path is not a text.",
                "images: {path: ''}        | kit.yaml:1:9: images.path is missing.",
                "images: {path             | kit.yaml:1:14: This is not YAML: ",
                "- images                  | kit.yaml: images.path is missing.",
            })
    void whatIsMissingOrWrongIsNamedWithItsPlace(String kitYaml, String message) {
        assertThatThrownBy(() -> of(kitYaml)).isInstanceOf(UserException.class).hasMessageStartingWith(message);
    }

    @Test
    void aRepoWithoutKitYamlIsNoDeploymentsRepo() {
        assertThatThrownBy(() -> ImageSettings.of(new Files(Map.of()), NoSops.create()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The deployments repo has no kit.yaml on its branch main.");
    }
}
