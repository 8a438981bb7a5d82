package io.github.kitmaven.registry;

/**
 * Who asks a registry. Neither part shows up in a text that is made from this.
 *
 * @param user the user; empty where the secret is an identity token, which the registry's token service takes for a login
 * @param secret the password or token
 */
public record Login(String user, String secret) {

    /** {@return whether the secret is an identity token} */
    boolean isIdentityToken() {
        return user.isEmpty();
    }

    /** {@return a text without the login} */
    @Override
    public String toString() {
        return "Login[***]";
    }
}
