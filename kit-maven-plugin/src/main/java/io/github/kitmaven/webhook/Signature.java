package io.github.kitmaven.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages by HMAC-SHA256 in the two usual forms: {@code X-Hub-Signature-256} over the body, as GitHub does; and the
 * headers of Standard Webhooks, which bind the body to its id and to the time when it was sent, so that it can't be replayed.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String ENCODED = "whsec_";

    private final byte[] secret;
    private final byte[] key;

    Signature(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.key = secret.startsWith(ENCODED) ? decoded(secret.substring(ENCODED.length())) : this.secret;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    Map<String, String> headers(String id, long seconds, String body) {
        String signed = id + "." + seconds + "." + body;
        return Map.of(
                "X-Hub-Signature-256",
                "sha256=" + HexFormat.of().formatHex(hmac(secret, body)),
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(hmac(key, signed)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
