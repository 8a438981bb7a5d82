package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatchTest {
    @Test
    void showsAChangedLineWithItsNeighbours() {
        assertThat(Patch.of("f", Optional.of("1\n2\n3\n4\nold\n6\n7\n8\n9\n"), "1\n2\n3\n4\nnew\n6\n7\n8\n9\n"))
                .isEqualTo("""
                        --- a/f
                        +++ b/f
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -old
                        +new
                         6
                         7
                         8
                        """);
    }

    @Test
    void showsANewFile() {
        assertThat(Patch.of("a/f", Optional.empty(), "x\n")).isEqualTo("""
                        --- /dev/null
                        +++ b/a/f
                        @@ -0,0 +1,1 @@
                        +x
                        """);
    }

    @Test
    void saysWhereAFileEndsWithoutALineBreak() {
        assertThat(Patch.of("f", Optional.of("a\nold"), "a\nnew")).isEqualTo("""
                        --- a/f
                        +++ b/f
                        @@ -1,2 +1,2 @@
                         a
                        -old
                        \\ No newline at end of file
                        +new
                        \\ No newline at end of file
                        """);
    }

    @Test
    void showsAnAddedLine() {
        assertThat(Patch.of("f", Optional.of("a\n"), "a\nb\n")).endsWith("@@ -1,1 +1,2 @@\n a\n+b\n");
    }
}
