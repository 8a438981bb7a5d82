package io.github.kitmaven.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What {@code docker login} keeps: passwords in its file, or a program that keeps them.
 *
 * @param file the file, which need not exist
 * @param environment the process's environment, where the programs are looked for
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">docker login, credential stores</a>
 */
public record DockerConfig(Path file, Map<String, String> environment) implements Logins {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Looks where {@code docker} does: in the folder that {@code DOCKER_CONFIG} names, or else in {@code .docker}.
     *
     * @param environment the process's environment
     * @param home the user's home
     * @return the file, which is read when it is needed
     */
    public static DockerConfig in(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("DOCKER_CONFIG", "");
        Path folder = named.isBlank() ? home.resolve(".docker") : Path.of(named);
        return new DockerConfig(folder.resolve("config.json"), environment);
    }

    @Override
    public Optional<Login> of(RegistryHost registry) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode config = read();
        return first(config.path("credHelpers"), registry, program -> helper(program, registry))
                .or(() -> helper(config.path("credsStore"), registry))
                .or(() -> first(config.path("auths"), registry, this::login));
    }

    private JsonNode read() {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw invalid(); // without its cause, which quotes the file
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of(file + " can't be read: " + e.getMessage(), "Make it readable"), e);
        }
    }

    private Optional<Login> helper(JsonNode program, RegistryHost registry) {
        String name = program.asText("");
        return name.isEmpty() ? Optional.empty() : new CredentialHelper(name, file, environment).get(registry);
    }

    /** What a map has for the registry, under any of its names. */
    private static Optional<Login> first(
            JsonNode map, RegistryHost registry, Function<JsonNode, Optional<Login>> reading) {
        return registry.names().stream()
                .flatMap(name -> map.properties().stream()
                        .filter(entry -> host(entry.getKey()).equals(name)))
                .flatMap(entry -> reading.apply(entry.getValue()).stream())
                .findFirst();
    }

    /** Some keys are URLs, such as {@code https://index.docker.io/v1/}. */
    private static String host(String key) {
        return key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    }

    private Optional<Login> login(JsonNode auth) {
        String identity = auth.path("identitytoken").asText("");
        if (!identity.isEmpty()) {
            return Optional.of(new Login("", identity));
        }
        String pair = auth.path("auth").asText("");
        if (!pair.isEmpty()) {
            return Optional.of(decoded(pair));
        }
        String user = auth.path("username").asText("");
        String password = auth.path("password").asText("");
        return user.isEmpty() || password.isEmpty() ? Optional.empty() : Optional.of(new Login(user, password));
    }

    private Login decoded(String pair) {
        try {
            String text = new String(Base64.getDecoder().decode(pair), StandardCharsets.UTF_8).replace("\0", "");
            int colon = text.indexOf(':');
            if (colon > 0) {
                return new Login(text.substring(0, colon), text.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // said below, without the text
        }
        throw invalid();
    }

    private UserException invalid() {
        return new UserException(
                Diagnostic.of(file + " is not what docker login writes", "Mend it, or run docker login again"));
    }
}
