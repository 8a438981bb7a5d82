package io.github.kitmaven.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout that can't be written is played by one in which target is a file: whoever runs this may be allowed everything. */
class ResultsFolderTest {
    @TempDir
    Path root;

    @Test
    void itIsTargetKitWhetherOrNotTheManifestsGoElsewhere() {
        assertThat(ResultsFolder.of(root, Optional.empty())).isEqualTo(root.resolve("target/kit"));
        assertThat(ResultsFolder.of(root, Optional.of(root.resolve("out")))).isEqualTo(root.resolve("target/kit"));
    }

    @Test
    void itIsBesideTheManifestsWhereTheCheckoutCantBeWritten() throws IOException {
        Files.writeString(root.resolve("target"), "");
        assertThat(ResultsFolder.of(root, Optional.of(root.resolve("out")))).isEqualTo(root.resolve("out/.kit"));
        assertThat(ResultsFolder.of(root, Optional.empty()))
                .as("which then fails and says what can't be written")
                .isEqualTo(root.resolve("target/kit"));
    }
}
