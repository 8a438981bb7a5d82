package io.github.kitmaven.git.jgit;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * Speaks ssh by the program of that name, as git does: so agent, keys, known_hosts and {@code ~/.ssh/config} count as they do
 * there. {@code GIT_SSH_COMMAND} and {@code GIT_SSH} name another program, as git's manual has it.
 */
final class SshProgram extends SshSessionFactory {
    private final Access access;

    SshProgram(Access access) {
        this.access = access;
    }

    @Override
    public String getType() {
        return "ssh";
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int timeout) {
        return new Session(uri);
    }

    /** The words that run a command on a host. */
    List<String> words(URIish uri, String command) {
        List<String> words = new ArrayList<>(program());
        words.addAll(List.of("-o", "BatchMode=yes", "-o", "SendEnv=GIT_PROTOCOL"));
        access.sshKey().ifPresent(key -> words.addAll(List.of("-o", "IdentitiesOnly=yes", "-i", key.toString())));
        if (uri.getPort() > 0) {
            words.addAll(List.of("-p", Integer.toString(uri.getPort())));
        }
        words.add(uri.getUser() == null ? uri.getHost() : uri.getUser() + "@" + uri.getHost());
        words.add(command);
        return words;
    }

    private List<String> program() {
        String command = access.environment().getOrDefault("GIT_SSH_COMMAND", "");
        if (!command.isBlank()) {
            return List.of("sh", "-c", command + " \"$@\"", "ssh");
        }
        String program = access.environment().getOrDefault("GIT_SSH", "");
        return List.of(program.isBlank() ? "ssh" : program);
    }

    private final class Session implements RemoteSession2 {
        private final URIish uri;

        private Session(URIish uri) {
            this.uri = uri;
        }

        @Override
        public Process exec(String command, int timeout) throws IOException {
            return exec(command, Map.of(), timeout);
        }

        @Override
        public Process exec(String command, Map<String, String> environment, int timeout) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(words(uri, command)).directory(new File(System.getProperty("java.io.tmpdir")));
            builder.environment().putAll(environment);
            try {
                return new SshProcess(builder.start());
            } catch (IOException e) {
                throw new TransportException(uri, "the program ssh can't be run: " + e.getMessage(), e);
            }
        }

        @Override
        public void disconnect() {
            // each command has a connection of its own, which ends with it
        }
    }
}
