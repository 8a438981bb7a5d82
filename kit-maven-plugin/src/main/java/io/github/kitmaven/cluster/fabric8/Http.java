package io.github.kitmaven.cluster.fabric8;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.UnreachableException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Asks one API server; tries again where that may help, and says in plain words where it didn't. */
final class Http implements AutoCloseable {
    static final String JSON = "application/json";
    static final String JSON_PATCH = "application/json-patch+json";
    static final String APPLY_PATCH = "application/apply-patch+yaml";

    /** How the API server words a 500 that no second try would change: what is applied doesn't fit its kind. */
    private static final Pattern UNFIT = Pattern.compile("failed to (create|convert) .*", Pattern.DOTALL);

    private final Endpoint endpoint;
    private final Patience patience;
    private final String userAgent;
    private final Semaphore turns;
    private volatile Retry retry;

    /** At most so many requests are under way at once, streams of changes aside; the others wait for their turn. */
    Http(Endpoint endpoint, Patience patience, String userAgent, int requests) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.userAgent = userAgent;
        this.turns = new Semaphore(requests, true);
        this.retry = Retry.ofStranger(patience.outage());
    }

    /** Long answers come packed: to decrypt ten times as many bytes costs more than to unpack them. */
    Answer get(String target) {
        return send(request(target).header("Accept-Encoding", Answer.GZIP));
    }

    /** One try, with a time limit of its own: for what is good to have, but not worth a wait. */
    Answer once(String target, Duration atMost) {
        HttpRequest.Builder request = request(target);
        request.timeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
        try {
            HttpResponse<byte[]> response = exchange(request, byte[].class, atMost);
            Answer answer = new Answer(response.code(), response.body());
            if (response.isSuccessful()) {
                return answer;
            }
            throw answer.refusal();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    Answer send(String method, String target, String contentType, String body) {
        return send(request(target).method(method, contentType, body));
    }

    /** Opens a stream of JSON texts; one try. The caller closes it. */
    InputStream stream(String target) {
        HttpResponse<InputStream> response;
        try {
            response = exchange(request(target).forStreaming(), InputStream.class);
        } catch (IOException e) {
            throw broken(e);
        }
        if (response.isSuccessful()) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw new Answer(response.code(), body.readAllBytes()).refusal();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    UnreachableException broken(IOException cause) {
        return Fault.of(cause).toException(endpoint.server(), cause);
    }

    @Override
    public void close() {
        endpoint.http().close();
        endpoint.threads().end();
    }

    private HttpRequest.Builder request(String target) {
        HttpRequest.Builder request = endpoint.http().newHttpRequestBuilder().uri(endpoint.server() + target);
        request.timeout(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
        request.setHeader("User-Agent", userAgent);
        request.setHeader("Accept", JSON);
        endpoint.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        long begin = System.nanoTime();
        for (int tried = 1; ; tried++) {
            RuntimeException failure;
            Optional<Duration> pause;
            Duration since = Duration.ofNanos(System.nanoTime() - begin);
            try {
                HttpResponse<byte[]> response = inTurn(request);
                retry = Retry.ofAcquaintance(patience.outage());
                if (response.isSuccessful()) {
                    return Answer.of(response);
                }
                ApiException refusal = Answer.of(response).refusal();
                failure = refusal;
                Optional<Duration> asked = retryAfter(response);
                pause = mayPass(refusal) || asked.isPresent() ? retry.pause(tried, since, asked) : Optional.empty();
            } catch (IOException e) {
                failure = broken(e);
                since = Duration.ofNanos(System.nanoTime() - begin);
                pause = Fault.of(e).passing() ? retry.pause(tried, since, Optional.empty()) : Optional.empty();
            }
            sleep(pause.orElse(Duration.ZERO), failure);
            if (pause.isEmpty()) {
                throw failure;
            }
        }
    }

    /**
     * Whether the server may answer otherwise soon. A 500 tells of a store without a leader, a webhook that is just
     * starting, a proxy; but it is also the answer to what the server can't read, which it gives without a reason.
     */
    private static boolean mayPass(ApiException refusal) {
        if (refusal.code() == 500) {
            return !refusal.reason().isEmpty()
                    || !UNFIT.matcher(refusal.serverMessage()).matches();
        }
        return refusal.code() == 429 || (refusal.code() > 500 && refusal.code() < 600);
    }

    private HttpResponse<byte[]> inTurn(HttpRequest.Builder request) throws IOException {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return exchange(request, byte[].class);
        } finally {
            turns.release();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return Optional.ofNullable(response.header("Retry-After"))
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    /** One try; and another one where the credentials were refused, but others could be had. */
    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, Class<T> type) throws IOException {
        // the request's own time limit ends with the headers; this one covers the body
        return exchange(request, type, patience.answer().plus(patience.connect()));
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, Class<T> type, Duration atMost)
            throws IOException {
        Credentials.Proof proof = credential(endpoint.credentials()::proof);
        HttpResponse<T> response = exchange(request, proof, type, atMost);
        if (response.code() != 401 || !credential(() -> endpoint.credentials().renew(proof))) {
            return response;
        }
        if (response.body() instanceof InputStream unread) {
            unread.close();
        }
        return exchange(request, credential(endpoint.credentials()::proof), type, atMost);
    }

    /** Credentials that have gone stale are this cluster's misfortune, as if it had refused them. */
    private static <T> T credential(Supplier<T> source) {
        try {
            return source.get();
        } catch (UserException e) {
            String words = String.valueOf(e.getMessage()).replaceAll("\\.+$", "");
            throw new ApiException(401, "Unauthorized", words, List.of());
        }
    }

    private <T> HttpResponse<T> exchange(
            HttpRequest.Builder request, Credentials.Proof proof, Class<T> type, Duration atMost) throws IOException {
        proof.authorization().ifPresent(value -> request.setHeader("Authorization", value));
        CompletableFuture<HttpResponse<T>> answer = endpoint.http().sendAsync(request.build(), type);
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted(e);
        }
    }

    private UnreachableException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new UnreachableException("asking the cluster at " + endpoint.server() + " was interrupted", cause);
    }

    private static void sleep(Duration pause, RuntimeException failure) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
