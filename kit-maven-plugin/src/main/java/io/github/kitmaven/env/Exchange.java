package io.github.kitmaven.env;

import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.model.HttpThreads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests to env-api, again where that may help, and no more once the server is away: a fleet of questions must
 * not wait for it one by one. Redirects aren't followed, as they could carry the token to another server.
 */
final class Exchange implements AutoCloseable {
    /** So many questions in a row without an answer, and the server counts as away. */
    private static final int MOST_SILENCES = 5;

    private final URI url;
    private final String token;
    private final Duration timeout;
    private final Backoff backoff;
    private final HttpThreads threads = new HttpThreads();
    private final HttpClient http;
    private final AtomicInteger silences = new AtomicInteger();

    Exchange(URI url, String token, Duration timeout, Backoff backoff) {
        this.url = url;
        this.token = token;
        this.timeout = timeout;
        this.backoff = backoff;
        this.http = threads.build(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)::build);
    }

    @Override
    public void close() {
        threads.end();
    }

    /** {@return the server's address} */
    URI url() {
        return url;
    }

    /** {@return what authorises kit to ask, a secret} */
    String token() {
        return token;
    }

    /** Sends a request; returns the last reply. */
    Reply send(HttpRequest.Builder builder, Asked asked) throws InterruptedException {
        HttpRequest request = builder.header("X-Auth-Token", token).build();
        for (int tries = 1; ; tries++) {
            if (silences.get() >= MOST_SILENCES) {
                throw asked.serverIsAway(url, MOST_SILENCES);
            }
            try {
                Reply reply = once(request);
                silences.set(0);
                if (!reply.worthAnotherTry() || !backoff.waitAfter(tries, reply.retryAfter())) {
                    return reply;
                }
            } catch (TimeoutException e) {
                silences.incrementAndGet();
                throw asked.unanswered("no answer within " + timeout.toMillis() + " ms");
            } catch (IOException e) {
                if (!backoff.waitAfter(tries, Optional.empty())) {
                    silences.incrementAndGet();
                    throw asked.unanswered(reason(e));
                }
            }
        }
    }

    /** The client's own timeout ends with the head of an answer; this one holds for all of it. */
    private Reply once(HttpRequest request) throws IOException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> reply = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return Reply.of(reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        } finally {
            reply.cancel(true);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : e.getClass().getSimpleName() + ": " + message;
    }
}
