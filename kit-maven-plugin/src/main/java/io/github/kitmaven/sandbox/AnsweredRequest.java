package io.github.kitmaven.sandbox;

/**
 * A request, and what came of it.
 *
 * @param request the request
 * @param manager who sent it, as {@code managedFields} would name it
 * @param status the status code of the answer; 0 where the client was to get none, or not all of it
 */
public record AnsweredRequest(ServedRequest request, String manager, int status) {

    /** {@return whether it asked for something to be changed} */
    public boolean writes() {
        return !request.method().equals("GET") && !request.method().equals("HEAD");
    }
}
