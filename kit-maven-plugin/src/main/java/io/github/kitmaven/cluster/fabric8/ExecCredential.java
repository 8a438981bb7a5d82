package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials that a program hands out: {@code aws eks get-token}, {@code gke-gcloud-auth-plugin}, {@code kubelogin}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">the
 *     protocol</a>
 */
final class ExecCredential implements Credentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A token this close to its end may be refused by the time it arrives. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final YamlEntry exec;
    private final Kubeconfig.Section cluster;
    private final ProcessBuilder program;
    private final Clock clock;
    private final Duration limit;
    private JsonNode status;
    private int edition;

    private ExecCredential(
            YamlEntry exec,
            Kubeconfig.Section user,
            Kubeconfig.Section cluster,
            Map<String, String> env,
            Duration limit,
            Clock clock) {
        this.exec = exec;
        this.cluster = cluster;
        this.limit = limit;
        this.clock = clock;
        this.program = program(user, env);
        this.status = run();
    }

    /** Runs the user's program; empty where the user has none. */
    static Optional<ExecCredential> of(
            Kubeconfig.Section user,
            Kubeconfig.Section cluster,
            Map<String, String> environment,
            Duration limit,
            Clock clock) {
        return user.entry()
                .child("exec")
                .map(exec -> new ExecCredential(exec, user, cluster, environment, limit, clock));
    }

    @Override
    public synchronized Proof proof() {
        if (isExpired()) {
            renew();
        }
        return new Proof(text("token").map(token -> "Bearer " + token), edition);
    }

    @Override
    public synchronized boolean renew(Proof refused) {
        // of all the requests that were refused together, one runs the program
        if (refused.edition() == edition) {
            renew();
        }
        return true;
    }

    private void renew() {
        edition++;
        status = run();
    }

    /** {@return the PEM text under that name, such as {@code clientCertificateData}} */
    synchronized Optional<byte[]> pem(String name) {
        return text(name).map(pem -> pem.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> text(String name) {
        return Optional.of(status.path(name).asText("")).filter(text -> !text.isEmpty());
    }

    private boolean isExpired() {
        return end(status)
                .filter(end -> end.minus(MARGIN).isBefore(clock.instant()))
                .isPresent();
    }

    private Optional<Instant> end(JsonNode given) {
        String end = given.path("expirationTimestamp").asText("");
        try {
            return end.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(end));
        } catch (DateTimeException e) {
            throw exec.refused(
                    shownCommand() + " names an expirationTimestamp that is no time", "Mend or update the program");
        }
    }

    private String shownCommand() {
        return exec.child("command").map(YamlEntry::shown).orElse("");
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
            ProgramRun run = ProgramRun.of(program, limit);
            if (run.exitValue().isEmpty()) {
                throw exec.refused(
                        shownCommand() + " hands out no credentials within " + limit.toSeconds() + " s",
                        "Run it by hand to see why");
            }
            if (run.exitValue().getAsInt() != 0) {
                throw exec.refused(
                        shownCommand() + " failed with exit status "
                                + run.exitValue().getAsInt() + ": " + lastLine(run.errors()),
                        "Run it by hand to see more");
            }
            return status(run.output());
        } catch (IOException e) {
            String hint = exec.text("installHint").map(String::strip).orElse("Install it where the build runs");
            throw exec.refused(shownCommand() + " can't be run", hint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw exec.refused(shownCommand() + " was interrupted", "Run the build again");
        }
    }

    private JsonNode status(String output) {
        try {
            JsonNode given = JSON.readTree(output).path("status");
            if (given.has("token") || given.has("clientCertificateData")) {
                end(given); // refused now, if it is no time
                return given;
            }
        } catch (JsonProcessingException e) {
            // its message quotes the output, which may hold a token; what follows says as much as may be said
        }
        throw exec.refused(
                shownCommand() + " printed no ExecCredential with a token or a certificate",
                "Run it by hand to see what it prints");
    }

    private static String lastLine(String text) {
        String[] lines = text.strip().split("\\R");
        String last = lines[lines.length - 1].strip();
        return last.isEmpty() ? "it said nothing" : last;
    }
}
