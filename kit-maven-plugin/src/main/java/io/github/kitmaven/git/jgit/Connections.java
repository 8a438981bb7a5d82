package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.RemoteAddress;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.util.FS;

/** Makes connections to one address. */
record Connections(RemoteAddress address, Repository local) {
    /** How long a server may say nothing. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** JGit takes any other spelling than its own as the command to run. */
    private static final String GIT_ITSELF = "git  receive-pack";

    Transport open() throws IOException {
        URIish uri = uri();
        Transport transport = Transport.open(local, uri);
        transport.setTimeout((int) TIMEOUT.toSeconds());
        transport.setDepth(1);
        address.credentials()
                .ifPresent(credentials -> transport.setCredentialsProvider(new OnceForOneHost(credentials, uri)));
        return transport;
    }

    /**
     * JGit's own end of a push to a folder runs no hooks, and moves a checked-out branch away under its files. Where that
     * matters, git has to receive.
     */
    Transport openForPush() throws IOException {
        Transport transport = open();
        if ("file".equals(transport.getURI().getScheme())
                && needsGit(new File(transport.getURI().getPath()))) {
            transport.setOptionReceivePack(GIT_ITSELF);
        }
        return transport;
    }

    private static boolean needsGit(File folder) throws IOException {
        try (Repository remote = new FileRepositoryBuilder()
                .setGitDir(RepositoryCache.FileKey.resolve(folder, FS.DETECTED))
                .build()) {
            return !remote.isBare()
                    || Stream.of(
                                    "pre-receive",
                                    "update",
                                    "proc-receive",
                                    "reference-transaction",
                                    "post-receive",
                                    "post-update")
                            .anyMatch(hook -> FS.DETECTED.findHook(remote, hook) != null);
        }
    }

    private URIish uri() throws TransportException {
        try {
            return new URIish(address.url());
        } catch (URISyntaxException e) {
            throw new TransportException(address.url() + ": not a URL that JGit can read", e);
        }
    }

    /** A wrong password that is sent again gets accounts locked; one that follows a redirect gets stolen. */
    private static final class OnceForOneHost extends UsernamePasswordCredentialsProvider {
        private final String host;
        private boolean refused;

        private OnceForOneHost(Credentials credentials, URIish uri) {
            super(credentials.user(), credentials.password());
            host = String.valueOf(uri.getHost());
        }

        @Override
        public boolean get(URIish uri, CredentialItem... items) {
            return !refused && host.equals(uri.getHost()) && super.get(uri, items);
        }

        @Override
        public void reset(URIish uri) {
            refused = true;
        }
    }
}
