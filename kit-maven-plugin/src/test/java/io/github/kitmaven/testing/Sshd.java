package io.github.kitmaven.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** OpenSSH's server on a port of this machine, which lets the user of this test in with one key. */
public final class Sshd implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    private Sshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts it, with its keys in a folder, and waits until it listens. */
    public static Sshd start(Path temp) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(temp.resolve("sshd"));
        for (String key : List.of("host", "id", "stranger")) {
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    folder.resolve(key).toString());
        }
        int port = freePort();
        String known = Files.readString(folder.resolve("host.pub"));
        Files.writeString(folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + known);
        Files.copy(folder.resolve("id.pub"), folder.resolve("authorized_keys"));
        Files.writeString(folder.resolve("config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %2$s/host
                AuthorizedKeysFile %2$s/authorized_keys
                PidFile none
                StrictModes no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                AcceptEnv GIT_PROTOCOL
                """.formatted(port, folder));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd")); // where a root's sshd locks its children up
        }
        Process process = new ProcessBuilder(
                        "/usr/sbin/sshd", "-D", "-f", folder.resolve("config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Sshd server = new Sshd(folder, port, process);
        server.awaitListening();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        while (!listens()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(folder.resolve("log")));
            }
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // not yet
        }
    }

    public String url(Path repository) {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + repository;
    }

    /** The key that it lets in. */
    public Path key() {
        return folder.resolve("id");
    }

    public Path strangersKey() {
        return folder.resolve("stranger");
    }

    /** How ssh is to be run so that nothing of this machine's own settings counts, with or without the host's key known. */
    public Map<String, String> environment(boolean known) {
        Path hosts = known ? folder.resolve("known_hosts") : folder.resolve("empty");
        return Map.of("GIT_SSH_COMMAND", "ssh -F none -o GlobalKnownHostsFile=none -o UserKnownHostsFile=" + hosts);
    }

    /** An agent that has the key. */
    public Agent agent() throws IOException, InterruptedException {
        Path socket = folder.resolve("agent");
        Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (!Files.exists(socket)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("ssh-agent ended with " + process.exitValue());
            }
        }
        ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key().toString());
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        if (add.start().waitFor() != 0) {
            throw new IOException("ssh-add failed");
        }
        String ssh = environment(true).get("GIT_SSH_COMMAND") + " -o IdentityFile=none -o IdentityAgent=" + socket;
        return new Agent(process, Map.of("GIT_SSH_COMMAND", ssh));
    }

    /** A running agent, and how ssh finds it. */
    public record Agent(Process process, Map<String, String> environment) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
