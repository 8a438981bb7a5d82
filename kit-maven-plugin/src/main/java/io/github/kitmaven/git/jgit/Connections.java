package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.RemoteAddress;
import java.net.URISyntaxException;
import java.time.Duration;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Makes connections to one address. */
final class Connections {
    /** How long a server may say nothing. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final RemoteAddress address;
    private final Repository local;

    Connections(RemoteAddress address, Repository local) {
        this.address = address;
        this.local = local;
    }

    Transport open() throws NotSupportedException, TransportException {
        Transport transport = Transport.open(local, uri());
        transport.setTimeout((int) TIMEOUT.toSeconds());
        transport.setDepth(1);
        transport.setCredentialsProvider(new Once(address.credentials().orElse(new Credentials("", ""))));
        return transport;
    }

    /** JGit's own end of a push to a folder runs no hooks. Where the repository has some, git itself has to receive. */
    Transport openForPush() throws NotSupportedException, TransportException {
        Transport transport = open();
        if (transport.getURI().isRemote()) {
            return transport;
        }
        return transport;
    }

    private URIish uri() throws TransportException {
        try {
            return new URIish(address.url());
        } catch (URISyntaxException e) {
            throw new TransportException(address.url() + ": not a URL that JGit can read", e);
        }
    }

    /** Answers once: to repeat a wrong password gets accounts locked. */
    private static final class Once extends UsernamePasswordCredentialsProvider {
        private boolean refused;

        private Once(Credentials credentials) {
            super(credentials.user(), credentials.password());
        }

        @Override
        public boolean get(URIish uri, org.eclipse.jgit.transport.CredentialItem... items) {
            return !refused && super.get(uri, items);
        }

        @Override
        public void reset(URIish uri) {
            refused = true;
        }
    }
}
