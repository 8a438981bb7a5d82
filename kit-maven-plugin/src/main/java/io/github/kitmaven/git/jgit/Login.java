package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.RemoteAddress;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * Answers a server that asks who is there: with the credentials of the address, or else with those that a helper knows, which
 * is asked only then. A wrong password that is sent again gets accounts locked; one that follows a redirect gets stolen.
 */
final class Login extends CredentialsProvider {
    private final RemoteAddress address;
    private final Access access;
    private Optional<Credentials> credentials;
    private boolean asked;
    private boolean answered;
    private boolean refused;

    Login(RemoteAddress address, Access access) {
        this.address = address;
        this.access = access;
        this.credentials = address.credentials();
    }

    /** {@return whether there was something to answer with} */
    boolean hasCredentials() {
        return credentials.isPresent();
    }

    /** {@return whether the server has asked, and was answered} */
    boolean hasAnswered() {
        return answered;
    }

    /** Hides the credentials wherever a server or a library repeated them. */
    String mask(String text) {
        return credentials.map(known -> known.mask(text)).orElse(text);
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (refused || !supports(items) || !isOurs(uri)) {
            return false;
        }
        if (credentials.isEmpty() && !asked) {
            asked = true;
            credentials = access.helper().apply(address.url());
        }
        credentials.ifPresent(known -> answer(known, items));
        answered = credentials.isPresent();
        return credentials.isPresent();
    }

    private boolean isOurs(URIish uri) {
        try {
            return String.valueOf(new URIish(address.url()).getHost()).equals(uri.getHost());
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static void answer(Credentials known, CredentialItem... items) {
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username user) {
                user.setValue(known.user());
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(known.password().toCharArray());
            }
        }
    }

    @Override
    public void reset(URIish uri) {
        refused = true;
    }
}
