package io.github.kitmaven.sops;

import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.SopsFile.Form;
import io.github.kitmaven.sops.SopsFile.Leaf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;

/** Decrypts the values of one file, and checks that it has those that {@code sops} wrote, all of them and no others. */
final class Decryption {
    /** What the MAC of encrypted values alone begins with, so that it is never that of all values. Source: sops.go. */
    private static final byte[] ONLY_ENCRYPTED =
            HexFormat.of().parseHex("8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69");
    /** They say what an object is, in the words of Kubernetes: no secret, wherever they come from. */
    private static final Set<String> VOCABULARY = Set.of("apiVersion", "kind");

    private final SopsFile file;
    private final Metadata metadata;
    private final SecretKey key;
    private final EncryptionRule rule;
    private final MessageDigest hash;
    private final PlainText plain;
    private final List<String> secrets = new ArrayList<>();

    Decryption(SopsFile file, Metadata metadata, SecretKey key) {
        this.file = file;
        this.metadata = metadata;
        this.key = key;
        this.rule = EncryptionRule.of(metadata);
        this.hash = sha512();
        this.plain = new PlainText(file);
    }

    /** {@return the file's text, decrypted} */
    ClearText run() {
        if (metadata.macOnlyEncrypted()) {
            hash.update(ONLY_ENCRYPTED);
        }
        file.leaves().forEach(this::read);
        checkMac();
        return plain.text();
    }

    /** {@return the values that were encrypted} */
    List<String> secrets() {
        return secrets;
    }

    private void read(Leaf leaf) {
        boolean covered = rule.covers(leaf);
        if (leaf.form() == Form.ALIAS) {
            refuseAlias(leaf, covered);
        } else if (ClearValue.isNull(leaf) || leaf.text().isEmpty()) {
            return; // never encrypted, and nothing to add to the MAC
        } else if (covered) {
            decrypt(leaf);
        } else if (!metadata.macOnlyEncrypted()) {
            hash.update(ClearValue.macBytes(leaf));
        }
    }

    private void decrypt(Leaf leaf) {
        Ciphertext ciphertext = Ciphertext.parse(leaf.text())
                .orElseThrow(() -> leaf.refused(
                        "The value of " + leaf.pathText() + " is not encrypted, but the file's rule says that it is",
                        "Restore the file from git, and change it with sops edit"));
        byte[] bytes =
                ciphertext.decrypt(key, String.join(":", leaf.path()) + ":").orElseThrow(() -> changed(leaf));
        if (ciphertext.type().equals("comment")) {
            plain.drop(leaf);
            return;
        }
        SecretValue value = SecretValue.of(ciphertext.type(), bytes)
                .orElseThrow(() -> leaf.refused(
                        "The value of " + leaf.pathText() + " is of type " + ciphertext.type()
                                + ", but what is encrypted is none that kit can write as YAML",
                        "Encrypt text, numbers and booleans; binary data goes in as base64"));
        hash.update(value.macBytes());
        boolean secret = !VOCABULARY.contains(leaf.key());
        plain.replace(leaf, value.literal(), secret);
        if (secret) {
            secrets.add(value.text());
        }
    }

    private UserException changed(Leaf leaf) {
        return leaf.refused(
                "The value of " + leaf.pathText() + " can't be decrypted: it was changed, or taken from another place",
                "Restore it from git, and change it with sops edit");
    }

    /** Sops itself writes a copy for each; people may add some where the MAC does not reach. */
    private void refuseAlias(Leaf alias, boolean covered) {
        if (covered || !metadata.macOnlyEncrypted()) {
            throw alias.refused(
                    "The alias *" + alias.text() + " in an encrypted file is not what sops wrote",
                    "Restore the file from git, and change it with sops edit");
        }
    }

    private void checkMac() {
        Leaf mac = metadata.mac();
        byte[] expected = Ciphertext.parse(mac.text())
                .flatMap(ciphertext -> ciphertext.decrypt(key, metadata.lastModified()))
                .orElseThrow(() -> mac.refused(
                        "The MAC of the file can't be decrypted: it was changed, or lastmodified was",
                        "Restore the file from git, and change it with sops edit"));
        byte[] actual = HexFormat.of().withUpperCase().formatHex(hash.digest()).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, actual)) {
            throw mac.refused(
                    "The file does not match its MAC: a value was changed, added, moved or removed without sops",
                    "Look at its last changes in git; if you trust them, sops edit --ignore-mac makes a new MAC");
        }
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }
}
