package io.github.kitmaven.registry;

import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.model.HttpThreads;
import io.github.kitmaven.model.RetryAfter;
import io.github.kitmaven.model.WebProxies;
import io.github.kitmaven.model.WebProxy;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests, again where that may help. Redirects aren't followed by themselves, as they could carry a login to another
 * server.
 */
final class Web implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final int TOO_MANY = 429;

    private final HttpThreads threads = new HttpThreads();
    private final HttpClient client;
    private final WebProxies proxies;
    private final Backoff backoff;

    Web(HttpClient.Builder client, WebProxies proxies, Backoff backoff) {
        client.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(new ProxyChoice(proxies));
        this.client = threads.build(client::build);
        this.proxies = proxies;
        this.backoff = backoff;
    }

    /**
     * Sends a request, some times where the server is busy, fails or breaks the connection.
     *
     * @return the last answer
     * @throws EnvironmentException where there is no answer
     */
    HttpResponse<String> send(HttpRequest request) {
        HttpRequest full = withProxyLogin(request);
        try {
            for (int tries = 1; ; tries++) {
                try {
                    HttpResponse<String> answer = once(full);
                    boolean passing = answer.statusCode() == TOO_MANY || answer.statusCode() >= 500;
                    if (!passing || !backoff.waitAfter(tries, retryAfter(answer))) {
                        return answer;
                    }
                } catch (IOException e) {
                    // a certificate is not trusted any sooner
                    if (e instanceof SSLHandshakeException || !backoff.waitAfter(tries, Optional.empty())) {
                        throw unreachable(request.uri(), reason(e), e);
                    }
                }
            }
        } catch (TimeoutException e) {
            throw unreachable(request.uri(), "no answer within " + ANSWER.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(request.uri(), "interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.end();
    }

    private HttpResponse<String> once(HttpRequest request) throws IOException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** An authenticator would do the same, but would also want to answer the registry. */
    private HttpRequest withProxyLogin(HttpRequest request) {
        Optional<WebProxy.Login> login = proxies.of(request.uri()).flatMap(WebProxy::login);
        return login.isEmpty()
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .header(
                                "Proxy-Authorization",
                                basic(login.get().user(), login.get().password()))
                        .build();
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers().firstValue("Retry-After").flatMap(RetryAfter::pause);
    }

    static String basic(Login login) {
        return basic(login.user(), login.secret());
    }

    private static String basic(String user, String secret) {
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
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
