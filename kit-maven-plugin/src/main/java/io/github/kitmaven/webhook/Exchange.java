package io.github.kitmaven.webhook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Sends a message once. Redirects aren't followed, as they could carry it, and a token, to another server. */
final class Exchange {
    private final Webhook hook;
    private final Supplier<HttpClient> http;
    private final Duration timeout;
    private final Clock clock;
    private final Optional<Signature> signature;

    Exchange(Webhook hook, Supplier<HttpClient> http, Duration timeout, Clock clock) {
        this.hook = hook;
        this.http = http;
        this.timeout = timeout;
        this.clock = clock;
        this.signature = hook.credential() instanceof Credential.Signing it
                ? Optional.of(new Signature(it.secret()))
                : Optional.empty();
    }

    static HttpClient client(Duration timeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** Sends; {@code id} is the same for the same message. The client's own timeout ends with the head of an answer. */
    Reply send(Message message, String id) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> reply =
                http.get().sendAsync(request(message, id), BodyHandlers.discarding());
        try {
            return Reply.of(reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Reply.none("no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            Throwable fault = Optional.ofNullable(e.getCause()).orElse(e);
            return Reply.none(fault.getClass().getSimpleName()); // its message may hold the URL
        } finally {
            reply.cancel(true);
        }
    }

    private HttpRequest request(Message message, String id) {
        long seconds = clock.instant().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(url(hook.url(), message.name()))
                .header("Content-Type", message.contentType())
                .header("User-Agent", "kit")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(seconds))
                .POST(BodyPublishers.ofString(message.body()));
        Optional.ofNullable(hook.url().getUserInfo())
                .ifPresent(user -> request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
        signature.ifPresent(it -> it.headers(id, seconds, message.body()).forEach(request::header));
        if (hook.credential() instanceof Credential.Header it) {
            request.setHeader(it.name(), it.value());
        }
        return request.build();
    }

    /** The URL without its user, who goes into a header, and with a name at the end of its path. */
    static URI url(URI url, String name) {
        String path = Optional.ofNullable(url.getRawPath()).orElse("");
        String end = name.isEmpty() ? path : path.replaceFirst("/+$", "") + "/" + name;
        String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        String query =
                Optional.ofNullable(url.getRawQuery()).map(it -> "?" + it).orElse("");
        return URI.create(url.getScheme() + "://" + host + end + query);
    }
}
