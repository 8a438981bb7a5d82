package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;

/**
 * A text of the repo.
 *
 * @param text the text
 * @param shown the text as it may be shown
 * @param origin where it stands
 */
public record Located(String text, String shown, Origin origin) {

    /**
     * A text that anybody may read.
     *
     * @param text the text
     * @param origin where it stands
     */
    public Located(String text, Origin origin) {
        this(text, text, origin);
    }

    static Located of(Value value) {
        return new Located(value.text(), value.shown(), value.origin());
    }

    /** {@return whether nobody may read the text, or a part of it} */
    public boolean secret() {
        return !shown.equals(text);
    }

    /** Makes sure that kit may say it: what is longer is masked wherever it stands, but this would show. */
    Located sayable(String what) {
        if (secret() && !Secrets.worthHiding(text)) {
            throw new UserException(Diagnostic.at(
                    origin,
                    what + " is encrypted, but too short to be kept out of what kit says",
                    "Leave it in the clear: sops has --encrypted-regex and --unencrypted-regex for that"));
        }
        return this;
    }

    /**
     * Puts a text around it.
     *
     * @param before what to put before it
     * @param after what to put behind it
     * @return both, at the same place
     */
    public Located within(String before, String after) {
        return new Located(before + text + after, before + shown + after, origin);
    }

    /** {@return the text as it may be shown, and its place} */
    @Override
    public String toString() {
        return shown + " at " + origin;
    }
}
