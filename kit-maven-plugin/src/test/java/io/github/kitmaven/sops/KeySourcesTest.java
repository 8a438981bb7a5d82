package io.github.kitmaven.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.Folders;
import io.github.kitmaven.testing.SopsFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys are where {@code sops} looks for them. */
class KeySourcesTest {
    private static final String FILE = "c-layer.enc.yaml";
    private static final String KEY = SopsFiles.key(FILE);
    private static final String OTHER = SopsFiles.key("a-secret.enc.yaml");

    @TempDir
    Path folder;

    @Test
    void theVariableMayHoldSeveralKeysWithComments() {
        assertOpens(
                Map.of("SOPS_AGE_KEY", "# created: today\n# public key: age1...\n\n" + OTHER + "\n  " + KEY + "\r\n"));
        assertOpens(Map.of("SOPS_AGE_KEY", OTHER + " " + KEY));
    }

    @Test
    void theFileIsReadAndTheUsualOneToo() {
        Folders.write(folder.resolve("my.txt"), "# my key\n" + KEY + "\n");
        Folders.write(folder.resolve("config/sops/age/keys.txt"), KEY);
        Folders.write(folder.resolve("home/.config/sops/age/keys.txt"), KEY);

        assertOpens(Map.of("SOPS_AGE_KEY_FILE", folder.resolve("my.txt").toString()));
        assertOpens(Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString()));
        assertOpens(Map.of("HOME", folder.resolve("home").toString()));
        assertOpens(Map.of("HOME", folder.resolve("home").toString(), "SOPS_AGE_KEY", OTHER));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, HOME, /x/.config/sops/age/keys.txt",
        "Linux, XDG_CONFIG_HOME, /x/sops/age/keys.txt",
        "Mac OS X, HOME, /x/Library/Application Support/sops/age/keys.txt",
        "Mac OS X, XDG_CONFIG_HOME, /x/sops/age/keys.txt",
        "Windows 11, AppData, /x/sops/age/keys.txt",
    })
    void theUsualFileIsWhereTheSystemKeepsSettings(String system, String variable, String file) {
        assertThat(new KeySources(Map.of(variable, "/x"), system).usualFile()).contains(Path.of(file));
    }

    @Test
    void aProgramMayTellTheKeyOfARecipient() {
        Path program = folder.resolve("tell key.sh");
        Folders.write(
                program,
                "test \"$1\" = 'a b' && test \"$SOPS_AGE_RECIPIENT\" ="
                        + " age1gzvkfzunc4r5xd7upyfgv5wm0ut7p4f0yc0ygmsf9zu8sj9raaksjp8wh0 && echo '" + KEY + "'\n");
        String command = "sh '" + program + "' a\\ b";

        assertOpens(Map.of("SOPS_AGE_KEY_CMD", command, "PATH", System.getenv("PATH")));
        String recipients = "c-recipients.enc.yaml";
        assertThat(new Sops(Map.of("SOPS_AGE_KEY_CMD", command, "PATH", System.getenv("PATH")), new Secrets())
                        .decrypt(recipients, SopsFiles.text(recipients)))
                .contains("correct-horse");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void whatIsWrongWithAPlaceIsToldWithoutWhatItHolds(Map<String, String> environment, String fault) {
        assertThatThrownBy(() -> new Sops(environment, new Secrets()).decrypt(FILE, SopsFiles.text(FILE)))
                .isInstanceOf(UserException.class)
                .hasNoCause()
                .hasMessageContaining("and there is no age key to open it (" + fault + "). Put the key into")
                .hasMessageNotContaining("QQQQ");
    }

    static Stream<Arguments> faults() {
        String kind = " holds no AGE-SECRET-KEY-1..., the one kind of age key that kit knows";
        return Stream.of(
                arguments(Map.of("SOPS_AGE_KEY", "AGE-SECRET-KEY-1QQQQ"), "SOPS_AGE_KEY" + kind),
                arguments(Map.of("SOPS_AGE_KEY", "\n# x\nAGE-PLUGIN-YUBIKEY-1QQQQ"), "SOPS_AGE_KEY, line 3," + kind),
                arguments(Map.of("SOPS_AGE_KEY", "QQQQ"), "SOPS_AGE_KEY" + kind),
                arguments(
                        Map.of("SOPS_AGE_KEY", "-----BEGIN AGE ENCRYPTED FILE-----\nQQQQ"),
                        "SOPS_AGE_KEY is protected by a passphrase, which kit can't ask for"),
                arguments(Map.of("SOPS_AGE_KEY_FILE", "/nowhere/key.txt"), "/nowhere/key.txt can't be read"),
                arguments(Map.of("SOPS_AGE_KEY_FILE", "a\0b"), "SOPS_AGE_KEY_FILE is no path"),
                arguments(Map.of("SOPS_AGE_KEY_CMD", "/nowhere/tell QQQQ"), "SOPS_AGE_KEY_CMD can't be run"),
                arguments(
                        Map.of("SOPS_AGE_KEY_CMD", "sh -c 'echo QQQQ; exit 3'", "PATH", System.getenv("PATH")),
                        "SOPS_AGE_KEY_CMD failed with exit status 3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "pass show  age/key|pass,show,age/key",
                "a 'b c' \"d e\"|a,b c,d e",
                "a\\ b c|a b,c",
                "a'b'\"c\"d|abcd",
                "\"a\\\"b\" '\\'|a\"b,\\",
                "\"\" x|,x"
            })
    void aCommandIsSplitAsAShellDoes(String line, String words) {
        assertThat(KeyCommand.words(line)).containsExactly(words.split(",", -1));
    }

    @Test
    void keysAreSecretAndOneSopsServesManyThreads() {
        Secrets secrets = new Secrets();
        Sops sops = SopsFiles.sops(FILE, secrets);
        String text = SopsFiles.text(FILE);

        List<String> all = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> sops.decrypt(FILE, text))
                .distinct()
                .toList();

        assertThat(all).hasSize(1);
        assertThat(secrets.mask("the key " + KEY)).isEqualTo("the key <secret>");
    }

    private static void assertOpens(Map<String, String> environment) {
        assertThat(new Sops(environment, new Secrets()).decrypt(FILE, SopsFiles.text(FILE)))
                .contains("password: \"correct-horse\"");
    }
}
