package io.github.kitmaven.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.image.PropertyEdit;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.Repo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is committed is what is rendered, wherever in an image file it stands. */
class ImagePropertyTest {
    private static final String FILE = "images/acme/web/master.yaml";

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec.web.image |",
                "spec.web.image | spec: {web: {tag: 1}}",
                "spec.web.image | spec.web.image: old",
                "spec.web.image | spec: {'web.image': other}",
                "a..b           | a: 1",
            })
    void isRenderedFromWhereItIsCommitted(String property, @Nullable String text) {
        String image = "reg.io/acme/web:2";
        Repo repo =
                repo(property).with(FILE, new PropertyEdit(FILE, property, image).in(text == null ? "" : text + "\n"));
        assertThat(repo.texts()).containsEntry("dev/web.yaml", "image: " + image + "\n");
    }

    @Test
    void aMapThatIsMissingIsTold() {
        Repo repo = repo("spec.web.image").with(FILE, "spec: {tag: 1}\n");
        assertThatThrownBy(repo::texts)
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        FILE + ":1:7: spec.web is missing. Make it a map, for the image is its spec.web.image.");
    }

    private Repo repo(String property) {
        Repo repo = Repo.in(root, "3");
        String kit = Folders.read(root).getOrDefault("kit.yaml", "");
        return repo.with("kit.yaml", kit.replace("property: image", "property: " + property));
    }
}
