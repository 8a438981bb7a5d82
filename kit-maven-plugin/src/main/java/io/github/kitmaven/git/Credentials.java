package io.github.kitmaven.git;

/**
 * A user and a password or token for a git server. The password shows up in no text that is made from this.
 *
 * @param user the user; many servers ignore it where the password is a token
 * @param password the password or token; may be empty where the token stands as the user
 */
public record Credentials(String user, String password) {

    /**
     * Hides the credentials wherever a server or a library repeated them.
     *
     * @param text what is about to be shown
     * @return the text with {@code ***} in place of the password, and of the user where there is no password
     */
    public String mask(String text) {
        String secret = password.isEmpty() ? user : password;
        return secret.isEmpty() ? text : text.replace(secret, "***");
    }

    /** {@return a text without the credentials} */
    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
