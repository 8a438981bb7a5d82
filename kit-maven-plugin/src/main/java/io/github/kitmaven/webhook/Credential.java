package io.github.kitmaven.webhook;

/** What an endpoint knows kit's messages by. */
public sealed interface Credential {
    /** None. */
    Credential NONE = new None();

    /** Nothing. */
    record None() implements Credential {}

    /**
     * A secret that each message is signed with, and that is never sent.
     *
     * @param secret the secret
     */
    record Signing(String secret) implements Credential {

        /** {@return nothing of the secret} */
        @Override
        public String toString() {
            return "Signing[***]";
        }
    }

    /**
     * A header with a token.
     *
     * @param name the header's name
     * @param value its value
     */
    record Header(String name, String value) implements Credential {

        /** {@return nothing of the value} */
        @Override
        public String toString() {
            return name + ": ***";
        }
    }
}
