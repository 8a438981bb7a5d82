package io.github.kitmaven.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real control plane for tests: etcd, kube-apiserver and kube-controller-manager on this machine. The folder that the
 * system property {@code kit.test.controlPlane} names has the two scripts that start and stop one: {@code up NAME}, which
 * prints the path of a kubeconfig, and {@code down NAME}. Without the property no test asks for one.
 */
public final class RealControlPlane implements AutoCloseable {
    private final Path scripts;
    private final String name;
    private final Path kubeconfig;

    private RealControlPlane(Path scripts, String name, Path kubeconfig) {
        this.scripts = scripts;
        this.name = name;
        this.kubeconfig = kubeconfig;
    }

    /** Whether this run of the tests is to use real control planes. */
    public static boolean requested() {
        return System.getProperty("kit.test.controlPlane") != null;
    }

    /** Starts one; fails, rather than skips, where that doesn't work. */
    public static RealControlPlane start(String name) {
        Path scripts = Path.of(System.getProperty("kit.test.controlPlane"));
        String programs = System.getenv().getOrDefault("KIT_KUBE_BIN", "");
        String printed = run(
                List.of(scripts.resolve("up").toString(), name, Integer.toString(freePort())),
                programs.isEmpty() ? withoutOwnPorts(scripts) : programs);
        return new RealControlPlane(scripts, name, Path.of(printed.strip()));
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Kills the API server, and starts it again as it was, beside the other programs, which keep running. */
    public void restartApiServer() {
        Path home = kubeconfig.resolveSibling("api.pid");
        try {
            ProcessHandle server = ProcessHandle.of(
                            Long.parseLong(Files.readString(home).strip()))
                    .orElseThrow();
            List<String> command = List.of(Files.readString(Path.of("/proc", Long.toString(server.pid()), "cmdline"))
                    .split("\0"));
            server.destroyForcibly();
            server.onExit().get(20, TimeUnit.SECONDS);
            Process again = new ProcessBuilder(command)
                    .directory(home.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolveSibling("api.log").toFile()))
                    .start();
            Files.writeString(home, again.pid() + "\n"); // for `down`
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run(List.of(scripts.resolve("down").toString(), name), "");
    }

    /**
     * A port for {@code up}, which has etcd listen on the ports 10,000 and 20,000 above it: all three free, and below those
     * that the system hands out to clients, since one of the thousand connections of another test would else be in the way.
     */
    private static int freePort() {
        return new Random()
                .ints(2_000, 12_000)
                .limit(1_000)
                .filter(port -> isFree(port) && isFree(port + 10_000) && isFree(port + 20_000))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port is free for a control plane"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false; // taken
        }
    }

    /**
     * A folder of programs like those that the scripts build, except that the controller manager opens no port of its
     * own: it would always be the same one, and of several side by side only the first would run.
     */
    private static String withoutOwnPorts(Path scripts) {
        String built = run(List.of(scripts.resolve("build").toString()), "").strip();
        try {
            Path folder = Files.createTempDirectory("control-plane");
            Files.createSymbolicLink(folder.resolve("kube-apiserver"), Path.of(built, "kube-apiserver"));
            Path manager = Files.writeString(
                    folder.resolve("kube-controller-manager"),
                    "#!/bin/sh\nexec " + built + "/kube-controller-manager --port=0 --secure-port=0 \"$@\"\n");
            Files.setPosixFilePermissions(manager, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a script; with the programs of a folder, where one is named. */
    private static String run(List<String> command, String programs) {
        try {
            // what `up` leaves running inherits its streams, so only the output file tells when `up` itself has ended
            Path output = Files.createTempFile("control-plane", ".out");
            Path errors = Files.createTempFile("control-plane", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            if (!programs.isEmpty()) {
                builder.environment().put("KIT_KUBE_BIN", programs);
            }
            Process process = builder.start();
            if (!process.waitFor(20, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(
                        command + " failed: " + Files.readString(errors, StandardCharsets.UTF_8));
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(command + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
