package io.github.kitmaven.sandbox;

/** Answers requests. A handler that wraps another one can delay, change or refuse what passes through. */
@FunctionalInterface
interface RequestHandler {

    /**
     * Answers a request.
     *
     * @throws ApiError if the answer is a refusal
     */
    ApiResponse handle(ApiRequest request);
}
