package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JibOutputTest {
    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @TempDir
    private Path target;

    @Test
    void isEmptyWhereJibBuiltNothing() {
        assertThat(JibOutput.in(target)).isEmpty();
        assertThat(JibOutput.in(target.resolve("none"))).isEmpty();
    }

    @Test
    void prefersATagThatNotEveryBuildMoves() throws IOException {
        write("{\"image\":\"reg.io/web\",\"imageDigest\":\"" + DIGEST + "\",\"tags\":[\"latest\",\"7\"]}");
        assertThat(JibOutput.in(target).orElseThrow()).hasToString("reg.io/web:7@" + DIGEST);
    }

    @Test
    void doesWithoutATag() throws IOException {
        write("{\"image\":\"reg.io/web\",\"imageDigest\":\"" + DIGEST + "\"}");
        assertThat(JibOutput.in(target).orElseThrow()).hasToString("reg.io/web@" + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"image\":\"a:1\"}", "{\"image\":\"a:1\",\"imageDigest\":\"x\"}"})
    void whatJibDoesNotWriteIsRefused(String text) throws IOException {
        write(text);
        assertThatThrownBy(() -> JibOutput.in(target)).isInstanceOf(UserException.class);
    }

    private void write(String text) throws IOException {
        Files.writeString(target.resolve("jib-image.json"), text);
    }
}
