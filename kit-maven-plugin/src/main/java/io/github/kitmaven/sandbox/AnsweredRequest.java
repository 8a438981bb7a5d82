package io.github.kitmaven.sandbox;

/**
 * A request, and what came of it.
 *
 * @param request the request
 * @param manager who sent it, as {@code managedFields} would name it
 * @param verb what was to be done: {@code create}, {@code apply}, {@code patch}, {@code update} or {@code delete} where
 *     something was to be changed, else {@code get}
 * @param status the status code of the answer; 0 where the client was to get none, or not all of it
 */
public record AnsweredRequest(ServedRequest request, String manager, String verb, int status) {

    static AnsweredRequest of(ServedRequest served, ApiRequest request, int status) {
        String verb = switch (request.method()) {
            case "POST" -> isQuestion(request) ? "get" : "create";
            case "PUT" -> "update";
            case "PATCH" -> request.contentType().startsWith("application/apply-patch") ? "apply" : "patch";
            case "DELETE" -> "delete";
            default -> "get";
        };
        return new AnsweredRequest(served, request.fieldManager(), verb, status);
    }

    /** {@return whether it asked for something to be changed} */
    public boolean writes() {
        return !verb.equals("get");
    }

    /** {@return whether its answer is one that faults lead to} */
    public boolean disturbed() {
        return status == 0 || status == 401 || status == 429 || status >= 500;
    }

    /** A review is created to ask what one may do. */
    private static boolean isQuestion(ApiRequest request) {
        return request.path().stream().anyMatch(part -> part.startsWith("selfsubject"));
    }
}
