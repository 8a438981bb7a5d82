package io.github.kitmaven.sandbox;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Stands between the clients and the API server, and does to requests and answers what goes wrong at the time. */
final class Interference {
    private volatile Faults faults = Faults.none();
    private volatile Random chance = new Random(0);

    /** Goes on with other faults. */
    void set(Faults now) {
        chance = new Random(now.seed());
        faults = now;
    }

    /**
     * Answers a request as well as the faults allow.
     *
     * @param request the request
     * @param answer carries it out
     * @throws InterruptedException if the sandbox ends meanwhile
     */
    ApiResponse disturb(ServedRequest request, Supplier<ApiResponse> answer) throws InterruptedException {
        Faults now = faults;
        if (!now.where().test(request)) {
            return answer.get();
        }
        TimeUnit.NANOSECONDS.sleep(now.latency().toNanos());
        Optional<Fault> fault = pick(now);
        if (fault.isEmpty()) {
            return watched(request, answer.get());
        }
        if (fault.get().carriedOut()) {
            ApiResponse carriedOut = answer.get();
            return fault.get() == Fault.ANSWER_CUT && carriedOut instanceof ApiResponse.Tree whole
                    ? new ApiResponse.Half(whole)
                    : broken(fault.get());
        }
        if (fault.get() == Fault.SILENT) {
            new CountDownLatch(1).await();
        }
        return broken(fault.get());
    }

    private Optional<Fault> pick(Faults now) {
        Random random = chance;
        if (now.kinds().isEmpty() || random.nextDouble() >= now.share()) {
            return Optional.empty();
        }
        return Optional.of(now.kinds().get(random.nextInt(now.kinds().size())));
    }

    private static ApiResponse broken(Fault fault) {
        return switch (fault) {
            case INTERNAL_ERROR -> error(500, "InternalError", "Internal error occurred: injected by the sandbox");
            case STORAGE_TIMEOUT -> error(500, "", "etcdserver: request timed out");
            case TOO_MANY_REQUESTS -> error(429, "TooManyRequests", "Too many requests, please try again later.");
            case UNAVAILABLE -> error(503, "ServiceUnavailable", "apiserver is shutting down");
            case UNAUTHORIZED -> error(401, "Unauthorized", "Unauthorized");
            case DROPPED, ANSWER_LOST, ANSWER_CUT, SILENT -> new ApiResponse.None();
        };
    }

    private static ApiResponse error(int code, String reason, String message) {
        return new ApiResponse.Tree(code, ApiError.of(code, reason, message).status());
    }

    /** A watch lives long: what happens to it is what goes wrong then, not when it began. */
    private ApiResponse watched(ServedRequest request, ApiResponse response) {
        if (!(response instanceof ApiResponse.Stream stream)) {
            return response;
        }
        return new ApiResponse.Stream(out -> {
            FaultyStream faulty =
                    new FaultyStream(out, () -> faults.where().test(request) ? faults.watches() : Optional.empty());
            stream.body().writeTo(faulty);
            if (faulty.isDead()) {
                new CountDownLatch(1).await(); // nor does a dead one end
            }
        });
    }
}
