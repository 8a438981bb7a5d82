package io.github.kitmaven.sops;

import io.github.kitmaven.model.SecretRanges;

/**
 * A file's text in the clear.
 *
 * @param text the text
 * @param secret where in it the values stand that were encrypted
 */
public record ClearText(String text, SecretRanges secret) {

    /** {@return how much of it is secret, without any of it} */
    @Override
    public String toString() {
        return secret.isEmpty() ? "a text without secrets" : "a decrypted text";
    }
}
