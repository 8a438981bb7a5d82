package io.github.kitmaven.sops;

import io.github.kitmaven.model.SecretRanges;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * Reads files that the {@code sops} program encrypted for age keys. Values are decrypted in memory, and are secret from
 * then on. Thread-safe.
 *
 * @see <a href="https://github.com/getsops/sops">the program, whose rules these are</a>
 */
public final class Sops {
    private final AgeKeys keys;
    private final Secrets secrets;

    /**
     * Prepares for the files of one run. The age keys are looked for once a file needs one.
     *
     * @param environment the environment of the process, which has the age keys or says where they are
     * @param secrets takes every decrypted value
     */
    public Sops(Map<String, String> environment, Secrets secrets) {
        this.keys = new AgeKeys(environment, System.getProperty("os.name", ""), secrets);
        this.secrets = secrets;
    }

    /** {@return the secrets of this run} */
    public Secrets secrets() {
        return secrets;
    }

    /**
     * Tells whether a file is encrypted.
     *
     * @param file the file's name
     * @param text its text
     * @return whether {@code sops} encrypted at least a part of it
     */
    public static boolean isEncrypted(String file, String text) {
        return SopsParser.parse(file, text).isPresent();
    }

    /**
     * Tells whether the MAC of an encrypted file covers the values that stand in it in the clear, too, so that they can't be
     * changed without its key. It does, but for files made with {@code mac_only_encrypted}.
     *
     * @param file the file's name
     * @param text its text
     * @return whether it does; no where the file is not encrypted
     */
    public static boolean coversClearValues(String file, String text) {
        return SopsParser.parse(file, text)
                .filter(it -> !Metadata.of(it).macOnlyEncrypted())
                .isPresent();
    }

    /**
     * Decrypts a file, if it is encrypted.
     *
     * @param file the file, as diagnostics name it
     * @param text its text, YAML or JSON
     * @return the text with every value decrypted and without SOPS's own block, each line where it was; the very same text
     *     if it is not encrypted
     * @throws UserException if no age key opens it, if it was changed without {@code sops}, or if it uses what kit does not
     *     know; the message has the file and its recipients, and none of its values
     */
    public String decrypt(String file, String text) {
        return open(file, text).text();
    }

    /**
     * Decrypts a file, if it is encrypted, and tells which values were.
     *
     * @param file the file, as diagnostics name it
     * @param text its text, YAML or JSON
     * @return the text as {@link #decrypt} returns it, and where its secrets stand
     * @throws UserException as {@link #decrypt} does
     */
    public ClearText open(String file, String text) {
        return SopsParser.parse(file, text)
                .map(this::decrypted)
                .orElseGet(() -> new ClearText(text, SecretRanges.NONE));
    }

    private ClearText decrypted(SopsFile file) {
        Metadata metadata = Metadata.of(file);
        SecretKey key = keys.open(metadata);
        Decryption decryption = new Decryption(file, metadata, key);
        ClearText text = decryption.run();
        decryption.secrets().forEach(secrets::add);
        return text;
    }

    /** {@return nothing of it: it holds keys} */
    @Override
    public String toString() {
        return "sops";
    }
}
