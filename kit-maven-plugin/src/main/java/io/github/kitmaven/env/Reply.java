package io.github.kitmaven.env;

import io.github.kitmaven.model.RetryAfter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What the server answered.
 *
 * @param status the HTTP status
 * @param type the content type, without parameters; empty if it says none
 * @param text the body
 * @param retryAfter how long to wait before asking again, if the server says so
 */
record Reply(int status, String type, String text, Optional<Duration> retryAfter) {
    private static final int TOO_MANY = 429;

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(
                response.statusCode(),
                response.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .split(";", 2)[0]
                        .strip(),
                new String(response.body(), StandardCharsets.UTF_8),
                response.headers().firstValue("Retry-After").flatMap(RetryAfter::pause));
    }

    boolean worthAnotherTry() {
        return status == TOO_MANY || status >= 500;
    }

    /** {@return the reply without its body, which holds secrets} */
    @Override
    public String toString() {
        return status + " " + type;
    }
}
