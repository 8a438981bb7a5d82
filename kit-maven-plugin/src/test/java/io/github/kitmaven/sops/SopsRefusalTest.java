package io.github.kitmaven.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.testing.NoSops;
import io.github.kitmaven.testing.SopsFiles;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that nobody may take for what {@code sops} wrote, and keys that don't fit. */
class SopsRefusalTest {
    private static final String LAYER = SopsFiles.text("c-layer.enc.yaml");

    @ParameterizedTest(name = "{0}")
    @MethodSource("changed")
    void whatWasChangedWithoutSopsIsRefusedWithItsPlace(String message, UnaryOperator<String> change) {
        String text = change.apply(LAYER);
        assertThat(text).isNotEqualTo(LAYER);

        assertThatThrownBy(
                        () -> SopsFiles.sops("c-layer.enc.yaml", new Secrets()).decrypt("vars.yaml", text))
                .isInstanceOf(UserException.class)
                .hasNoCause()
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("correct-horse")
                .hasMessageNotContaining("db.example.com");
    }

    static Stream<Arguments> changed() {
        String mac = "vars.yaml:24:10: The file does not match its MAC: a value was changed, added, moved or removed"
                + " without sops. Look at its last changes in git; if you trust them, sops edit --ignore-mac makes a new"
                + " MAC.";
        return Stream.of(
                changed(mac, text -> text.replace("type: develop", "type: production")),
                changed(mac, text -> text.replace("type: develop", "type: [develop, more]")),
                changed(mac, text -> text.replaceFirst("(?m)^    pin: .*$", "    # gone")),
                changed(mac, text -> text.replaceFirst("(?m)^(    host: .*)\n(    password: .*)$", "$2\n$1")),
                changed(
                        "vars.yaml:6:15: The value of database.password can't be decrypted: it was changed, or taken from"
                                + " another place. Restore it from git",
                        text -> text.replaceFirst("(password: ENC\\[AES256_GCM,data:)....", "$1AAAA")),
                changed(
                        "vars.yaml:6:15: The value of database.passwort can't be decrypted",
                        text -> text.replace(" password:", " passwort:")),
                changed(
                        "vars.yaml:6:15: The value of database.password can't be decrypted",
                        text -> text.replaceFirst("(password: ENC.*iv:)....", "$1AAAA")),
                changed(
                        "vars.yaml:6:15: The value of database.password can't be decrypted",
                        text -> text.replaceFirst("(password: ENC.*,tag:)[^,]*", "$1!")),
                changed(
                        "vars.yaml:6:15: The value of database.password is not encrypted, but the file's rule says that it"
                                + " is. Restore the file from git, and change it with sops edit.",
                        text -> text.replaceFirst("password: ENC.*", "password: in-the-clear")),
                changed(
                        "vars.yaml:24:10: The MAC of the file can't be decrypted: it was changed, or lastmodified was.",
                        text -> text.replaceFirst("lastmodified: \"2026", "lastmodified: \"2025")),
                changed(
                        "vars.yaml:24:10: The MAC of the file can't be decrypted",
                        text -> text.replaceFirst("( mac: ENC\\[AES256_GCM,data:)....", "$1AAAA")),
                changed(
                        "vars.yaml:11:1: The file has no MAC any more, so nobody can tell whether it was changed.",
                        text -> text.replaceFirst("(?m)^    mac: .*\n", "")),
                changed(
                        "vars.yaml:23:19: The file has no lastmodified any more, which its MAC needs.",
                        text -> text.replaceFirst("lastmodified: .*", "lastmodified: today")),
                changed(
                        "vars.yaml:11:1: The file has more than one rule for what is encrypted. Keep one of them.",
                        text -> text.replace("    version:", "    encrypted_suffix: x\n    version:")),
                changed(
                        "vars.yaml:22:22: The encrypted_regex is no regular expression: Unclosed group.",
                        text -> text.replace("^database$", "(")),
                changed(
                        "vars.yaml:8:12: The alias *x in an encrypted file is not what sops wrote.",
                        text -> text.replace("develop", "&x develop").replaceFirst("ratio: ENC.*", "ratio: *x")));
    }

    private static Arguments changed(String message, UnaryOperator<String> change) {
        return arguments(message, change);
    }

    @Test
    void withoutAKeyTheRecipientsAndThePlacesForOneAreNamed() {
        Map<String, String> nothing = Map.of("HOME", "/nowhere");
        assertThatThrownBy(() -> new Sops(nothing, new Secrets()).decrypt("vars.yaml", LAYER))
                .isInstanceOf(UserException.class)
                .hasMessage("vars.yaml:11:1: The file is encrypted for"
                        + " age1gzvkfzunc4r5xd7upyfgv5wm0ut7p4f0yc0ygmsf9zu8sj9raaksjp8wh0, and there is no age key to open"
                        + " it. Put the key into SOPS_AGE_KEY, or name its file in SOPS_AGE_KEY_FILE, or put it into"
                        + " /nowhere/.config/sops/age/keys.txt.");
    }

    @Test
    void aKeyThatDoesNotFitIsNamedByItsPlaceAndNotShown() {
        String recipients = SopsFiles.text("c-recipients.enc.yaml");
        assertThatThrownBy(
                        () -> SopsFiles.sops("a-secret.enc.yaml", new Secrets()).decrypt("vars.yaml", recipients))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "The file is encrypted for age1ztd8pc2ptga6v07elg80hfgytjmt6g25cg42y35gnjnu68nya9ns6xrkad,"
                                + " age1gzvkfzunc4r5xd7upyfgv5wm0ut7p4f0yc0ygmsf9zu8sj9raaksjp8wh0, and none of the age keys of"
                                + " SOPS_AGE_KEY opens it. Use the key of a recipient, or let one of them add yours with sops"
                                + " updatekeys.")
                .hasMessageNotContaining("AGE-SECRET-KEY");
    }

    @Test
    void aFileForOtherKindsOfKeysNamesThem() {
        String other = LAYER.replaceFirst("(?s)    age:.*-----END AGE ENCRYPTED FILE-----\n[^\n]*\n", """
                    pgp:
                        - created_at: "2026-01-01T00:00:00Z"
                          enc: x
                          fp: FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4
                    kms:
                        - arn: arn:aws:kms:eu-west-1:1:key/a
                          enc: x
                """);
        assertThatThrownBy(() -> NoSops.create().decrypt("vars.yaml", other))
                .hasMessageContaining("The file is encrypted for pgp FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4,"
                        + " kms arn:aws:kms:eu-west-1:1:key/a, and for no age key. Add an age recipient");
    }

    @Test
    void otherKindsOfKeysBesideAnAgeKeyDoNotMatter() {
        String more =
                LAYER.replace("    age:\n", "    kms: []\n    pgp:\n        - fp: FBC7\n          enc: x\n    age:\n");
        assertThat(SopsFiles.sops("c-layer.enc.yaml", new Secrets()).decrypt("vars.yaml", more))
                .contains("password: \"correct-horse\"");
    }

    @Test
    void aKeyThatIsSplitAmongGroupsIsRefused() {
        assertThatThrownBy(() -> SopsFiles.sops("c-layer.enc.yaml", new Secrets())
                        .decrypt("vars.yaml", SopsFiles.text("refused-shamir.enc.yaml")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is split among groups of recipients (Shamir), which kit can't put together");
    }

    @Test
    void aFileWithOneEncryptedDocumentOfSeveralIsRefused() {
        assertThatThrownBy(() ->
                        SopsFiles.sops("c-layer.enc.yaml", new Secrets()).decrypt("vars.yaml", "a: 1\n---\n" + LAYER))
                .hasMessage(
                        "vars.yaml:13:1: This document is encrypted with SOPS, but the first of the file is not. Encrypt"
                                + " the file as a whole with sops, or give each document a file of its own.");
    }

    @Test
    void aFileThatIsEncryptedAsOnePieceIsRefused() {
        String whole = SopsFiles.text("c-env.enc.json").replaceFirst("(?s)\\{.*\"u\":", "{\"data\":");
        assertThatThrownBy(() -> SopsFiles.sops("c-env.enc.json", new Secrets()).decrypt("web.mustache", whole))
                .hasMessageStartingWith("web.mustache:")
                .hasMessageContaining("The file is encrypted as one piece");
    }

    @Test
    void aSecondBlockOfSopsDoesNotCount() {
        String twice = LAYER + "sops:\n    mac: x\n";
        assertThatThrownBy(
                        () -> SopsFiles.sops("c-layer.enc.yaml", new Secrets()).decrypt("vars.yaml", twice))
                .hasMessageContaining("The file does not match its MAC");
    }

    @Test
    void nothingOfWhatDecryptsIsShown() {
        assertThat(SopsFiles.sops("c-layer.enc.yaml", new Secrets())).hasToString("sops");
        assertThat(SecretValue.of("str", "hunter2".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasToString("Optional[a decrypted str]");
    }
}
