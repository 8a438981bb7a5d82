package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.RemoteAddress;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/** Makes connections to one address. */
record Connections(RemoteAddress address, Repository local, Access access, Login login) {
    private static final boolean GIT_IS_HERE = Stream.of(
                    System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git")));

    Connections(RemoteAddress address, Repository local, Access access) {
        this(address, local, access, new Login(address, access));
    }

    /** How long a server may say nothing. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** JGit takes any other spelling than its own as the command to run. */
    private static final String GIT_ITSELF = "git  receive-pack";

    /** The same, into another repository. */
    Connections of(Repository other) {
        return new Connections(address, other, access, login);
    }

    Transport open() throws IOException {
        Transport transport = Transport.open(local, uri());
        transport.setTimeout((int) TIMEOUT.toSeconds());
        transport.setDepth(1);
        transport.setCredentialsProvider(login);
        if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(new SshProgram(access));
        } else if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(
                    new WebConnections(access.authorities().map(Authorities::read), access.proxies()));
        }
        return transport;
    }

    /**
     * JGit's own end of a push to a folder runs no hooks, moves a checked-out branch away under its files, and dies with a
     * build that is killed, leaving its lock. So git receives, where there is one or one of the first two matters.
     */
    Transport openForPush() throws IOException {
        Transport transport = open();
        if ("file".equals(transport.getURI().getScheme())
                && (GIT_IS_HERE || needsGit(new File(transport.getURI().getPath())))) {
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
}
