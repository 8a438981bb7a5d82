package io.github.kitmaven.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        String printed = run(List.of(scripts.resolve("up").toString(), name));
        return new RealControlPlane(scripts, name, Path.of(printed.strip()));
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public void close() {
        run(List.of(scripts.resolve("down").toString(), name));
    }

    private static String run(List<String> command) {
        try {
            // what `up` leaves running inherits its streams, so only the output file tells when `up` itself has ended
            Path output = java.nio.file.Files.createTempFile("control-plane", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(20, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed");
            }
            return java.nio.file.Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(command + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
