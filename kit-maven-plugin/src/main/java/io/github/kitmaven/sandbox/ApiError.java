package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** A refusal, with the {@code Status} object that the client is sent. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient ObjectNode status;

    /** One part of a refusal: the reason, the field, and the server's words. */
    record Cause(String reason, String field, String message) {

        static Cause required(String field, String detail) {
            return new Cause(
                    "FieldValueRequired", field, detail.isEmpty() ? "Required value" : "Required value: " + detail);
        }

        static Cause invalid(String field, String value, String detail) {
            return new Cause("FieldValueInvalid", field, "Invalid value: " + value + ": " + detail);
        }

        static Cause unsupported(String field, String value, List<String> supported) {
            String values = supported.stream().map(s -> '"' + s + '"').collect(Collectors.joining(", "));
            String shown = value.startsWith("[]") ? value : '"' + value + '"';
            return new Cause(
                    "FieldValueNotSupported", field, "Unsupported value: " + shown + ": supported values: " + values);
        }

        static Cause forbidden(String field, String detail) {
            return new Cause("FieldValueForbidden", field, "Forbidden: " + detail);
        }
    }

    private ApiError(int code, ObjectNode status) {
        super(status.path("message").asText(), null, false, false);
        this.code = code;
        this.status = status;
    }

    int code() {
        return code;
    }

    ObjectNode status() {
        return status;
    }

    static ApiError of(int code, String reason, String message) {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", message);
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        return new ApiError(code, status.put("code", code));
    }

    static ApiError badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    /** There is nothing at this URL. */
    static ApiError noSuchResource() {
        ApiError error = of(404, "NotFound", "the server could not find the requested resource");
        error.status.putObject("details");
        return error;
    }

    static ApiError notFound(Kind kind, String name) {
        return about(kind, name, 404, "NotFound", kind.resource() + " \"" + name + "\" not found");
    }

    static ApiError namespaceNotFound(String namespace) {
        ApiError error = of(404, "NotFound", "namespaces \"" + namespace + "\" not found");
        error.status.putObject("details").put("name", namespace).put("kind", "namespaces");
        return error;
    }

    static ApiError alreadyExists(Kind kind, String name) {
        return about(kind, name, 409, "AlreadyExists", kind.resource() + " \"" + name + "\" already exists");
    }

    /** The object was changed since the client read it. */
    static ApiError conflict(Kind kind, String name, String why) {
        return about(
                kind,
                name,
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + kind.resource() + " \"" + name + "\": " + why);
    }

    static ApiError forbidden(Kind kind, String name, String why) {
        String what = name.isEmpty() ? kind.resource() : kind.resource() + " \"" + name + "\"";
        return about(kind, name, 403, "Forbidden", what + " is forbidden: " + why);
    }

    /** Fields belong to other managers. */
    static ApiError applyConflict(String message, List<Cause> causes) {
        ApiError error = of(409, "Conflict", message);
        error.addCauses(error.status.putObject("details"), causes);
        return error;
    }

    static ApiError invalid(Kind kind, String name, List<Cause> causes) {
        return invalid(kind.group(), kind.name(), kind.qualifiedName(), name, causes);
    }

    /** The options of a request are invalid. */
    static ApiError invalidOptions(String optionsKind, Cause cause) {
        return invalid("meta.k8s.io", optionsKind, optionsKind + ".meta.k8s.io", "", List.of(cause));
    }

    private static ApiError invalid(String group, String kind, String qualified, String name, List<Cause> causes) {
        String parts = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .collect(Collectors.joining(", "));
        ApiError error = of(
                422,
                "Invalid",
                qualified + " \"" + name + "\" is invalid: " + (causes.size() == 1 ? parts : "[" + parts + "]"));
        ObjectNode details = error.status.putObject("details");
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        error.addCauses(details.put("kind", kind), causes);
        return error;
    }

    /** A patch that can't be carried out. */
    static ApiError unprocessable() {
        ApiError error = of(422, "Invalid", "the server rejected our request due to an error in our request");
        error.status.putObject("details");
        return error;
    }

    static ApiError methodNotAllowed() {
        ApiError error = of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
        error.status.putObject("details");
        return error;
    }

    static ApiError unsupportedMediaType(List<String> accepted) {
        return of(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", accepted));
    }

    static ApiError expired(String message) {
        return of(410, "Expired", message);
    }

    private static ApiError about(Kind kind, String name, int code, String reason, String message) {
        ApiError error = of(code, reason, message);
        ObjectNode details = error.status.putObject("details");
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural());
        return error;
    }

    private void addCauses(ObjectNode details, List<Cause> causes) {
        var list = details.putArray("causes");
        causes.forEach(cause -> list.addObject()
                .put("reason", cause.reason())
                .put("message", cause.message())
                .put("field", cause.field()));
    }
}
