package io.github.kitmaven.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads what Jib leaves of a build.
 *
 * @see <a href="https://github.com/GoogleContainerTools/jib/tree/master/docs">Jib's docs, "image metadata output as JSON"</a>
 */
public final class JibOutput {
    private static final String FILE = "jib-image.json";

    private JibOutput() {}

    /**
     * Reads {@code jib-image.json}.
     *
     * @param buildFolder the project's build folder, usually {@code target}
     * @return the image with its tag and digest; empty where Jib built none
     * @throws UserException where the file isn't what Jib writes
     */
    public static Optional<ImageReference> in(Path buildFolder) {
        Path file = buildFolder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(image(file, new ObjectMapper().readTree(Files.readString(file))));
        } catch (JsonProcessingException e) {
            throw invalid(file, e);
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of(file + " can't be read: " + e.getMessage(), "Make it readable"), e);
        }
    }

    private static ImageReference image(Path file, JsonNode json) throws JsonProcessingException {
        String name = json.path("image").asText("");
        String digest = json.path("imageDigest").asText("");
        if (name.isEmpty() || digest.isEmpty()) {
            throw invalid(file, null);
        }
        ImageReference image = ImageReference.parse(name);
        if (image.tag().isEmpty()) {
            image = ImageReference.parse(name + tag(json).map(tag -> ":" + tag).orElse(""));
        }
        return ImageReference.parse(image.at(digest).toString());
    }

    /** A tag of one's own says more than the one that every build moves. */
    private static Optional<String> tag(JsonNode json) {
        return StreamSupport.stream(json.path("tags").spliterator(), false)
                .map(JsonNode::asText)
                .sorted((a, b) -> Boolean.compare(a.equals("latest"), b.equals("latest")))
                .findFirst();
    }

    private static UserException invalid(Path file, @org.jspecify.annotations.Nullable Exception cause) {
        return new UserException(
                Diagnostic.of(
                        file + " is not what Jib writes: it lacks image or imageDigest",
                        "Build the image again, or give it in kit.image"),
                cause);
    }
}
