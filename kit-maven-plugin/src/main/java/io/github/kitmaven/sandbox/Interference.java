package io.github.kitmaven.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Stands between the clients and the API server, and does to requests and answers what goes wrong at the time. */
final class Interference {
    private volatile List<Cause> causes = List.of();

    /** What goes wrong, and its own chance. */
    private record Cause(Faults faults, Random chance) {
        Cause(Faults faults) {
            this(faults, new Random(faults.seed()));
        }

        Optional<Fault> pick() {
            if (faults.kinds().isEmpty() || chance.nextDouble() >= faults.share()) {
                return Optional.empty();
            }
            return Optional.of(faults.kinds().get(chance.nextInt(faults.kinds().size())));
        }
    }

    /** Goes on with other faults. */
    void set(Faults... now) {
        causes = Arrays.stream(now).map(Cause::new).toList();
    }

    /**
     * Answers a request as well as the faults allow.
     *
     * @param request the request
     * @param answer carries it out
     * @throws InterruptedException if the sandbox ends meanwhile
     */
    ApiResponse disturb(ServedRequest request, Supplier<ApiResponse> answer) throws InterruptedException {
        Optional<Fault> fault = Optional.empty();
        for (Cause cause : causes) {
            if (cause.faults().where().test(request)) {
                TimeUnit.NANOSECONDS.sleep(cause.faults().latency().toNanos());
                Optional<Fault> picked = cause.pick();
                fault = fault.isPresent() ? fault : picked;
            }
        }
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
            FaultyStream faulty = new FaultyStream(out, () -> ofWatches(request));
            stream.body().writeTo(faulty);
            if (faulty.isDead()) {
                new CountDownLatch(1).await(); // nor does a dead one end
            }
        });
    }

    private Optional<WatchFault> ofWatches(ServedRequest request) {
        return causes.stream()
                .filter(cause -> cause.faults().watches().isPresent())
                .filter(cause -> cause.faults().where().test(request))
                .flatMap(cause -> cause.faults().watches().stream())
                .findFirst();
    }
}
