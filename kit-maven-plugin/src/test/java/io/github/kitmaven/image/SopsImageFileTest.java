package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.FakeRemote;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.SopsProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code sops} program opens what we edited, and would not have opened what we refuse to edit. */
@Tag("sops")
class SopsImageFileTest {
    private static final String FILE = "images/acme/web/master.yaml";
    private static final String CLEAR = "image: reg.io/acme/web:1\npassword: s3cret\n";
    private static final String[] ONLY_PASSWORDS = {"encrypted_regex: ^password$"};
    private static final String[] MAC_OF_PASSWORDS = {"encrypted_regex: ^password$", "mac_only_encrypted: true"};

    @TempDir
    private Path folder;

    private SopsProgram program;

    @BeforeEach
    void makeAKey() {
        program = SopsProgram.in(folder);
    }

    @Test
    void aFileWithTheMacOfItsEncryptedValuesIsEdited() {
        String after =
                change(program.encrypt("f.yaml", CLEAR, MAC_OF_PASSWORDS)).after();
        assertThat(program.decrypt("f.yaml", after)).contains(CLEAR.replace("web:1", "web:2"));
    }

    @Test
    void aFileWithTheMacOfAllValuesIsNot() {
        String encrypted = program.encrypt("f.yaml", CLEAR, ONLY_PASSWORDS);
        assertThatThrownBy(() -> change(encrypted)).isInstanceOf(UserException.class);
        assertThat(program.decrypt("f.yaml", encrypted.replace("web:1", "web:2")))
                .isEmpty();
    }

    private static ImageChange change(String text) {
        Snapshot repo = new FakeRemote(Map.of("kit.yaml", "images: {path: images}\n", FILE, text)).fetch();
        NewImage image = new NewImage(
                ImageReference.parse("reg.io/acme/web:2"), new ImageFile("acme/web", "master"), Optional.empty());
        return ImageChange.of(repo, image, NoSops.create());
    }
}
