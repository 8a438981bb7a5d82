package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Credentials that a program hands out: {@code aws eks get-token}, {@code gke-gcloud-auth-plugin}, {@code kubelogin}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">the
 *     protocol</a>
 */
final class ExecCredential implements Credentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** A token this close to its end may be refused by the time it arrives. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final YamlEntry exec;
    private final Kubeconfig.Section cluster;
    private final ProcessBuilder program;
    private final Clock clock;
    private JsonNode status;

    private ExecCredential(
            YamlEntry exec, Kubeconfig.Section user, Kubeconfig.Section cluster, Map<String, String> env, Clock clock) {
        this.exec = exec;
        this.cluster = cluster;
        this.clock = clock;
        this.program = program(user, env);
        this.status = run();
    }

    /** Runs the user's program; empty where the user has none. */
    static Optional<ExecCredential> of(
            Kubeconfig.Section user, Kubeconfig.Section cluster, Map<String, String> environment, Clock clock) {
        return user.entry().child("exec").map(exec -> new ExecCredential(exec, user, cluster, environment, clock));
    }

    @Override
    public synchronized Optional<String> authorization() {
        if (expired()) {
            status = run();
        }
        return text("token").map(token -> "Bearer " + token);
    }

    @Override
    public synchronized boolean renew() {
        status = run();
        return true;
    }

    /** {@return the PEM text under that name, such as {@code clientCertificateData}} */
    synchronized Optional<byte[]> pem(String name) {
        return text(name).map(pem -> pem.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> text(String name) {
        return Optional.of(status.path(name).asText("")).filter(text -> !text.isEmpty());
    }

    private boolean expired() {
        try {
            return text("expirationTimestamp")
                    .map(Instant::parse)
                    .filter(end -> end.minus(MARGIN).isBefore(clock.instant()))
                    .isPresent();
        } catch (DateTimeException e) {
            throw exec.refused(
                    command() + " names an expirationTimestamp that is no time", "Mend or update the program");
        }
    }

    private String command() {
        return exec.text("command").orElseThrow(() -> exec.refused("exec names no command", "Add 'command:' to it"));
    }

    private ProcessBuilder program(Kubeconfig.Section user, Map<String, String> environment) {
        if (exec.text("interactiveMode").orElse("").equals("Always")) {
            throw exec.refused(
                    "exec asks its user questions, and a build can't answer", "Use credentials that need no terminal");
        }
        List<String> line = new ArrayList<>();
        // a path is meant from the kubeconfig's folder; a bare name is looked up in PATH
        line.add(
                command().contains(File.separator)
                        ? user.folder().resolve(command()).toString()
                        : command());
        exec.child("args").ifPresent(args -> args.items().forEach(arg -> line.add(arg.text())));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().putAll(environment);
        builder.environment().put("KUBERNETES_EXEC_INFO", info());
        exec.child("env")
                .ifPresent(env -> env.items()
                        .forEach(variable -> builder.environment()
                                .put(
                                        variable.text("name").orElse(""),
                                        variable.text("value").orElse(""))));
        return builder;
    }

    private String info() {
        ObjectNode info = JSON.createObjectNode();
        info.put("apiVersion", exec.text("apiVersion").orElse("client.authentication.k8s.io/v1"));
        info.put("kind", "ExecCredential");
        ObjectNode spec = info.putObject("spec").put("interactive", false);
        if (exec.isTrue("provideClusterInfo")) {
            ObjectNode about = spec.putObject("cluster");
            cluster.entry().text("server").ifPresent(server -> about.put("server", server));
            cluster.bytes("certificate-authority").ifPresent(pem -> about.put("certificate-authority-data", pem));
        }
        return info.toString();
    }

    private JsonNode run() {
        try {
            Process process = program.start();
            process.getOutputStream().close();
            CompletableFuture<String> output = drain(process.getInputStream());
            CompletableFuture<String> errors = drain(process.getErrorStream());
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw exec.refused(
                        command() + " hands out no credentials within " + LIMIT.toSeconds() + " s",
                        "Run it by hand to see why");
            }
            if (process.exitValue() != 0) {
                throw exec.refused(
                        command() + " failed with exit status " + process.exitValue() + ": " + lastLine(errors.join()),
                        "Run it by hand to see more");
            }
            return status(output.join());
        } catch (IOException e) {
            String hint = exec.text("installHint").map(String::strip).orElse("Install it where the build runs");
            throw exec.refused(command() + " can't be run", hint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw exec.refused(command() + " was interrupted", "Run the build again");
        }
    }

    private JsonNode status(String output) {
        try {
            JsonNode status = JSON.readTree(output).path("status");
            if (status.has("token") || status.has("clientCertificateData")) {
                return status;
            }
        } catch (JsonProcessingException e) {
            // its message quotes the output, which may hold a token; what follows says as much as may be said
        }
        throw exec.refused(
                command() + " printed no ExecCredential with a token or a certificate",
                "Run it by hand to see what it prints");
    }

    private static CompletableFuture<String> drain(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        });
    }

    private static String lastLine(String text) {
        String[] lines = text.strip().split("\\R");
        String last = lines[lines.length - 1].strip();
        return last.isEmpty() ? "it said nothing" : last;
    }
}
