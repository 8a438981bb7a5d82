package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kitmaven.testing.RealControlPlane;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A server under test, spoken to in plain HTTP: the sandbox, or a real control plane. */
public record TestServer(String name, URI url, String token, HttpClient client, Runnable stop)
        implements AutoCloseable {
    public static final String APPLY = "application/apply-patch+yaml";
    public static final String MERGE = "application/merge-patch+json";
    public static final String JSON_PATCH = "application/json-patch+json";
    public static final String STRATEGIC = "application/strategic-merge-patch+json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public static TestServer of(Sandbox sandbox) {
        return new TestServer("sandbox", sandbox.url(), "", HttpClient.newHttpClient(), sandbox::close);
    }

    static TestServer real(String name) {
        return of(RealControlPlane.start(name));
    }

    public static TestServer of(RealControlPlane plane) {
        try {
            String text = Files.readString(plane.kubeconfig());
            JsonNode config = Json.tree(new Load(LoadSettings.builder().build()).loadFromString(text));
            URI url = URI.create(config.at("/clusters/0/cluster/server").asText());
            String token = config.at("/users/0/user/token").asText();
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trustingAll()).build();
            return new TestServer("real control plane", url, token, client, plane::close);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public ApiAnswer get(String path) {
        return call("GET", path, "", "");
    }

    public ApiAnswer delete(String path) {
        return call("DELETE", path, "", "");
    }

    public ApiAnswer post(String path, String body) {
        return call("POST", path, "application/json", body);
    }

    public ApiAnswer put(String path, JsonNode body) {
        return call("PUT", path, "application/json", Json.text(body));
    }

    public ApiAnswer patch(String path, String type, String body) {
        return call("PATCH", path, type, body);
    }

    public ApiAnswer call(String method, String path, String contentType, String body) {
        try {
            HttpResponse<String> response = client.send(
                    request(path, contentType)
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new ApiAnswer(response.statusCode(), json ? Json.read(response.body()) : Json.tree(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Watches until the watch's own timeout. */
    public Stream<JsonNode> watch(String path) {
        try {
            return client.send(request(path, "").build(), BodyHandlers.ofLines())
                    .body()
                    .map(TestServer::event);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks again until the answer is as wished; fails with the last one. */
    public ApiAnswer await(String path, Predicate<ApiAnswer> wish) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ApiAnswer answer = get(path);
        while (!wish.test(answer)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(path + " does not become as wished: " + answer);
            }
            Thread.onSpinWait();
            answer = get(path);
        }
        return answer;
    }

    @Override
    public void close() {
        stop.run();
    }

    @Override
    public String toString() {
        return name;
    }

    private HttpRequest.Builder request(String path, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).header("User-Agent", "contract/1");
        Map<String, String> headers =
                Map.of("Content-Type", contentType, "Authorization", token.isEmpty() ? "" : "Bearer " + token);
        headers.forEach((header, value) -> {
            if (!value.isEmpty()) {
                request.header(header, value);
            }
        });
        return request;
    }

    private static JsonNode event(String line) {
        try {
            return line.isBlank() ? MissingNode.getInstance() : Json.read(line);
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The real one's certificate is made for the test. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
