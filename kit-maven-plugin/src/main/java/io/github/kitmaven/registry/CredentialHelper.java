package io.github.kitmaven.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program {@code docker-credential-<name>} that keeps logins. What it prints is shown nowhere, for it may hold one.
 *
 * @param name the end of the program's name
 * @param config the file that names it, for messages
 * @param environment the process's environment, whose PATH leads to the program
 * @see <a href="https://github.com/docker/docker-credential-helpers#development">the protocol</a>
 */
record CredentialHelper(String name, Path config, Map<String, String> environment) {
    private static final Pattern NAME = Pattern.compile("[\\w.-]+");
    private static final String NOT_FOUND = "credentials not found";
    private static final String IDENTITY_TOKEN = "<token>";
    private static final long SECONDS = 60;

    /** {@return the login that it keeps; empty where it keeps none for the registry} */
    Optional<Login> get(RegistryHost registry) {
        String server = registry.isHub() ? "https://index.docker.io/v1/" : registry.name();
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(program().toString(), "get").redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            return run(builder, server);
        } catch (IOException e) {
            throw failed(server, "can't be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(server, "was interrupted");
        }
    }

    private Path program() {
        String program = "docker-credential-" + name;
        return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> NAME.matcher(name).matches() && !folder.isEmpty())
                .flatMap(folder ->
                        Stream.of(program, program + ".exe", program + ".cmd").map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new UserException(Diagnostic.of(
                        config + " names the program " + program + ", which is not on the PATH",
                        "Install it, or run docker login without it")));
    }

    /** Logins are short, so that they wait in the pipe until the program has ended. */
    private Optional<Login> run(ProcessBuilder builder, String server) throws IOException, InterruptedException {
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            tell(process, server);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw failed(server, "did not end within " + SECONDS + " s");
            }
            String answer = new String(out.readNBytes(out.available()), StandardCharsets.UTF_8);
            if (process.exitValue() == 0) {
                return Optional.of(login(answer, server));
            }
            if (answer.contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failed(server, "failed with exit status " + process.exitValue());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void tell(Process process, String server) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(server.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended without being asked; its exit status tells more
        }
    }

    private Login login(String answer, String server) {
        try {
            JsonNode json = new JsonMapper().readTree(answer);
            String user = json.path("Username").asText("");
            String secret = json.path("Secret").asText("");
            if (!secret.isEmpty()) {
                return new Login(user.equals(IDENTITY_TOKEN) ? "" : user, secret);
            }
        } catch (JsonProcessingException e) {
            // said below, without the answer
        }
        throw failed(server, "answers what is no login");
    }

    private UserException failed(String server, String what) {
        return new UserException(Diagnostic.of(
                "The program docker-credential-" + name + ", which " + config + " names, " + what + " when asked for "
                        + server,
                "Run it by hand with \"get\", or add a <server> with the registry's host as its id to settings.xml"));
    }
}
