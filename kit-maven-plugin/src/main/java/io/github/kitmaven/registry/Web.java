package io.github.kitmaven.registry;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests. Redirects aren't followed by themselves, as they could carry a login to another server. */
final class Web {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient client;

    Web(HttpClient.Builder client) {
        this.client = client.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * Sends a request.
     *
     * @throws EnvironmentException where there is no answer
     */
    HttpResponse<String> send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof IOException broken ? broken : e;
            throw unreachable(request.uri(), reason(cause), cause);
        } catch (TimeoutException e) {
            throw unreachable(request.uri(), "no answer within " + ANSWER.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(request.uri(), "interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    static String basic(Login login) {
        byte[] pair = (login.user() + ":" + login.secret()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String reason(Throwable cause) {
        String name = cause.getClass().getSimpleName().replaceAll("Exception$", "");
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }

    private static EnvironmentException unreachable(URI uri, String reason, Throwable cause) {
        return new EnvironmentException(
                Diagnostic.of(
                        "The registry at " + uri.getScheme() + "://" + uri.getRawAuthority() + " can't be reached: "
                                + reason,
                        "Run the goal again when it can, or leave kit.verifyImage out"),
                cause);
    }
}
