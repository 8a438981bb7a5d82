package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.FakeRemote;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.SopsFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageChangeTest {
    private static final String FILE = "img/acme/web/master.yaml";
    private static final NewImage IMAGE = new NewImage(
            ImageReference.parse("reg.io/acme/web:2"), new ImageFile("acme/web", "master"), Optional.empty());

    private final Map<String, String> files = new HashMap<>(Map.of("kit.yaml", "images: {path: img, property: tag}\n"));

    @Test
    void makesAFileThatIsNotThere() {
        ImageChange change = change();
        assertThat(change)
                .isEqualTo(new ImageChange(FILE, Optional.empty(), "tag: reg.io/acme/web:2\n", Optional.empty()));
        assertThat(change.isNone()).isFalse();
        assertThat(change.patch()).startsWith("--- /dev/null\n+++ b/" + FILE + "\n");
    }

    @Test
    void saysWhatItReplaces() {
        files.put(FILE, "tag: reg.io/acme/web:1\n");
        assertThat(change().replaced()).contains("reg.io/acme/web:1");
        assertThat(change().isNone()).isFalse();
    }

    @Test
    void isNoneWhereTheImageIsNamedAlready() {
        files.put(FILE, "tag: 'reg.io/acme/web:2' # pinned\n");
        assertThat(change().isNone()).isTrue();
    }

    @Test
    void commitsThatOneFile() {
        Person ann = new Person("Ann", "ann@example.com");
        assertThat(ImageChange.edit(List.of(change()), ann, "Deploy\n"))
                .isEqualTo(new Edit(ann, "Deploy\n", Map.of(FILE, "tag: reg.io/acme/web:2\n")));
    }

    @Test
    void aFileThatIsNoYamlIsNamedWithItsPlace() {
        files.put(FILE, "a: 1\nb: {\n");
        assertThatThrownBy(this::change)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(FILE + ":")
                .hasMessageContaining("This is not YAML");
    }

    @Test
    void anEncryptedFileIsLeftAloneAsItsMacWouldBreak() {
        files.put(FILE, "tag: reg.io/acme/web:1\n" + SopsFiles.text("c-layer.enc.yaml"));
        assertThatThrownBy(this::change)
                .isInstanceOf(UserException.class)
                .hasMessage(FILE + ": The image file is encrypted with SOPS, so the image in it can't be set without"
                        + " breaking its MAC. Keep image files in the clear, and secrets in other files: decrypt it with sops"
                        + " decrypt --in-place; or encrypt it with mac_only_encrypted: true, the image in the clear.");
    }

    @Test
    void whereTheMacIsThatOfEncryptedValuesAloneTheFileStaysWhole() {
        String name = "c-mac-only.enc.yaml";
        files.put("kit.yaml", "images: {path: img, property: metadata.name}\n");
        files.put(FILE, SopsFiles.text(name));

        ImageChange change = change();
        assertThat(change.after()).isEqualTo(SopsFiles.text(name).replace("name: login", "name: reg.io/acme/web:2"));
        assertThat(SopsFiles.sops(name, new Secrets()).decrypt(FILE, change.after()))
                .contains("name: reg.io/acme/web:2")
                .contains("user: \"admin\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "stringData.user", "stringData.image", "image"})
    void anImageThatSopsEncryptsOrWouldIsLeftToSops(String property) {
        files.put("kit.yaml", "images: {path: img, property: " + property + "}\n");
        files.put(FILE, SopsFiles.text("c-mac-only.enc.yaml"));
        assertThatThrownBy(this::change)
                .isInstanceOf(UserException.class)
                .hasMessage(FILE + ": The image file is encrypted with SOPS, and its image does not stand in it in the"
                        + " clear. Add the image's key to its unencrypted_regex, and set it once with sops edit.");
    }

    @Test
    void anEncryptedKitYamlNeedsItsKey() {
        files.put("kit.yaml", SopsFiles.text("c-layer.enc.yaml"));
        assertThatThrownBy(this::change)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("kit.yaml:11:1: The file is encrypted for age1gzvk");
    }

    private ImageChange change() {
        Snapshot snapshot = new FakeRemote(files).fetch();
        return ImageChange.of(snapshot, IMAGE, NoSops.create());
    }
}
