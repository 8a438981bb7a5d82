package io.github.kitmaven.sops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * One encrypted value: {@code ENC[AES256_GCM,data:...,iv:...,tag:...,type:...]}.
 *
 * @param data the encrypted bytes, in base64
 * @param iv the nonce, in base64
 * @param tag what authenticates them, in base64
 * @param type what the value was: {@code str}, {@code int}, {@code float}, {@code bool}, {@code bytes}, {@code time} or
 *     {@code comment}
 */
record Ciphertext(String data, String iv, String tag, String type) {
    /** What every encrypted value begins with. */
    static final String BEGIN = "ENC[AES256_GCM,";

    private static final String COMMENT = ",type:comment]";
    private static final Pattern FORMAT =
            Pattern.compile("ENC\\[AES256_GCM,data:([^,]+),iv:([^,]+),tag:([^,]+),type:([a-z]+)]");
    private static final int TAG_BITS = 128;

    /** {@return the parts of an encrypted value; empty if the text is none} */
    static Optional<Ciphertext> parse(String text) {
        Matcher parts = FORMAT.matcher(text);
        return parts.matches()
                ? Optional.of(new Ciphertext(parts.group(1), parts.group(2), parts.group(3), parts.group(4)))
                : Optional.empty();
    }

    /** {@return whether a value was a comment before it was encrypted} */
    static boolean isComment(String text) {
        return text.startsWith(BEGIN) && text.endsWith(COMMENT);
    }

    /**
     * Decrypts the value.
     *
     * @param key the file's data key
     * @param context what the value is bound to, such as the keys that lead to it
     * @return the value; empty if the key or the context is another, or a bit of it was changed
     */
    Optional<byte[]> decrypt(SecretKey key, String context) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, base64.decode(iv)));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            byte[] body = base64.decode(data);
            byte[] end = base64.decode(tag);
            byte[] sealed = Arrays.copyOf(body, body.length + end.length);
            System.arraycopy(end, 0, sealed, body.length, end.length);
            return Optional.of(cipher.doFinal(sealed));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty(); // whoever asked knows which value it is, and says so
        }
    }
}
