package io.github.kitmaven.webhook;

import io.github.kitmaven.model.RetryAfter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of sending a message once.
 *
 * @param taken whether the endpoint took it
 * @param worthAnotherTry whether it may take it later
 * @param retryAfter how long it wants to be left alone
 * @param words what it was, for people
 */
record Reply(boolean taken, boolean worthAnotherTry, Optional<Duration> retryAfter, String words) {

    static Reply of(HttpResponse<?> response) {
        int status = response.statusCode();
        boolean again = status == 408 || status == 425 || status == 429 || status >= 500;
        boolean redirect = status >= 300 && status < 400;
        return new Reply(
                status >= 200 && status < 300,
                again,
                again ? response.headers().firstValue("Retry-After").flatMap(RetryAfter::pause) : Optional.empty(),
                "the answer " + status + (redirect ? ", a redirect, which is not followed" : ""));
    }

    static Reply none(String why) {
        return new Reply(false, true, Optional.empty(), why);
    }
}
