package io.github.kitmaven.cluster.fabric8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.github.kitmaven.cluster.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What the server said. */
final class Answer {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String GZIP = "gzip";

    private final int code;
    private final byte[] body;

    /** Makes it from the HTTP status and the body. */
    Answer(int code, byte[] body) {
        this.code = code;
        this.body = body;
    }

    /**
     * Unpacks what the server packed.
     *
     * @throws IOException if it ends too early, or was never packed
     */
    static Answer of(HttpResponse<byte[]> response) throws IOException {
        if (!GZIP.equals(response.header("Content-Encoding"))) {
            return new Answer(response.code(), response.body());
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new Answer(response.code(), unpacked.readAllBytes());
        }
    }

    ObjectNode object() {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // told below; the parser's message would quote the body
        }
        throw new ApiException(code, "", "the answer is no JSON object: is this a Kubernetes API?", List.of());
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    ApiException refusal() {
        try {
            JsonNode status = JSON.readTree(body);
            if (status.path("kind").asText("").equals("Status")) {
                return refusal(status, code);
            }
        } catch (IOException e) {
            // not from the API server itself; told below
        }
        return new ApiException(
                code,
                "",
                "HTTP status " + code + ", but not in the words of Kubernetes: is this a Kubernetes API?",
                List.of());
    }

    static ApiException refusal(JsonNode status, int code) {
        List<ApiException.Cause> causes = new ArrayList<>();
        for (JsonNode cause : status.path("details").path("causes")) {
            causes.add(new ApiException.Cause(
                    cause.path("reason").asText(""),
                    cause.path("field").asText(""),
                    cause.path("message").asText("")));
        }
        return new ApiException(
                code, status.path("reason").asText(""), status.path("message").asText(""), causes);
    }
}
