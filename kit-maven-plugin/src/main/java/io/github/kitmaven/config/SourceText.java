package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.SecretRanges;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.sops.ClearText;
import io.github.kitmaven.sops.Sops;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of one file of the repo.
 *
 * @param name the file, as diagnostics name it
 * @param text its text
 * @param secret the parts of it that nobody may read
 */
public record SourceText(String name, String text, SecretRanges secret) {

    /**
     * A text without secrets.
     *
     * @param name the file, as diagnostics name it
     * @param text its text
     */
    public SourceText(String name, String text) {
        this(name, text, SecretRanges.NONE);
    }

    /**
     * Decodes a file.
     *
     * @param name the file, as diagnostics name it
     * @param bytes what it holds
     * @return its text
     * @throws UserException if it is not UTF-8 to the last byte
     */
    public static SourceText decode(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        SourceText source = new SourceText(name, out.flip().toString());
        if (result.isError()) {
            throw new UserException(Diagnostic.at(
                    source.originAt(source.text.length()), "This byte is not UTF-8", "Save the file as UTF-8"));
        }
        return source;
    }

    /**
     * Decrypts the file, if SOPS encrypted it.
     *
     * @param sops decrypts
     * @return the file with its values in the clear, each on the line where it was
     * @throws UserException if it can't be decrypted
     */
    public SourceText decrypted(Sops sops) {
        ClearText clear = sops.open(name, text);
        return clear.text().equals(text) ? this : new SourceText(name, clear.text(), clear.secret());
    }

    /** {@return the text as it may be shown; each line is where it was} */
    public String shown() {
        return secret.mask(text, 0, text.length());
    }

    /**
     * Tells whether a line holds anything secret.
     *
     * @param line the line, counted from 1; 0 for any line
     * @return whether it does
     */
    public boolean isSecret(int line) {
        if (secret.isEmpty() || line == 0) {
            return !secret.isEmpty();
        }
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return false;
            }
        }
        int end = text.indexOf('\n', start);
        return secret.meets(start, end < 0 ? text.length() : end);
    }

    /** {@return the file's name: the text may hold secrets} */
    @Override
    public String toString() {
        return name;
    }

    /**
     * Finds the line and column of a character.
     *
     * @param index the character's index in the text
     * @return its place
     */
    public Origin originAt(int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return new Origin(name, line, text.codePointCount(lineStart, index) + 1);
    }
}
