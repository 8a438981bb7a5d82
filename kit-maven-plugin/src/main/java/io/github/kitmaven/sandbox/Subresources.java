package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/** Answers requests for parts of objects: status, scale, log, eviction, finalize. */
final class Subresources {
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Deletion deletion;

    Subresources(ObjectReader reader, ObjectWriter writer, Deletion deletion) {
        this.reader = reader;
        this.writer = writer;
        this.deletion = deletion;
    }

    ApiResponse handle(ResourcePath resource, ApiRequest request) {
        return switch (resource.subresource()) {
            case "log" -> log(resource, request);
            case "scale" -> scale(resource, request);
            case "eviction" -> evict(resource, request);
            case "finalize" -> finalizeNamespace(resource, request);
            default -> part(resource, request);
        };
    }

    private ApiResponse part(ResourcePath resource, ApiRequest request) {
        return switch (request.method()) {
            case "GET" -> reader.get(resource, request);
            case "PUT" -> ApiResponse.ok(ApiServer.replace(resource, request, writer));
            case "PATCH" -> Patching.patch(resource, request, writer);
            default -> throw ApiError.methodNotAllowed();
        };
    }

    private ApiResponse log(ResourcePath resource, ApiRequest request) {
        require(request, "GET");
        return new ApiResponse.Text(200, ContainerLog.of(reader.stored(resource), request));
    }

    private ApiResponse scale(ResourcePath resource, ApiRequest request) {
        UnaryOperator<ObjectNode> change = switch (request.method()) {
            case "GET" -> UnaryOperator.identity();
            case "PUT" -> scale -> (ObjectNode) RequestBody.patch(request);
            case "PATCH" ->
                scale -> {
                    JsonNode patch = RequestBody.patch(request);
                    return (ObjectNode)
                            (patch.isArray() ? JsonPatch.apply(scale, patch) : MergePatch.apply(scale, patch));
                };
            default -> throw ApiError.methodNotAllowed();
        };
        if (request.method().equals("GET")) {
            return ApiResponse.ok(scale(reader.stored(resource)));
        }
        ObjectNode scaled =
                writer.update(resource.kind(), resource.key(), WriteOptions.of(request, "scale"), before -> {
                    ObjectNode after = before.deepCopy();
                    JsonNode replicas = change.apply(scale(before)).at("/spec/replicas");
                    Json.child(after, "spec").put("replicas", replicas.asInt());
                    return after;
                });
        return ApiResponse.ok(scale(scaled));
    }

    private static ObjectNode scale(ObjectNode workload) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            Json.copy((ObjectNode) Metadata.of(workload), metadata, field);
        }
        scale.putObject("spec").put("replicas", workload.at("/spec/replicas").asInt());
        scale.putObject("status")
                .put("replicas", workload.at("/status/replicas").asInt());
        return scale;
    }

    private ApiResponse evict(ResourcePath resource, ApiRequest request) {
        require(request, "POST");
        deletion.delete(resource.kind(), resource.key(), RequestBody.deleteOptions(request));
        ObjectNode success = Json.object().put("kind", "Status").put("apiVersion", "v1");
        success.putObject("metadata");
        return new ApiResponse.Tree(201, success.put("status", "Success").put("code", 201));
    }

    private ApiResponse finalizeNamespace(ResourcePath resource, ApiRequest request) {
        require(request, "PUT");
        ObjectNode body = RequestBody.object(resource.kind(), request);
        return ApiResponse.ok(
                writer.update(resource.kind(), resource.key(), WriteOptions.of(request, "finalize"), before -> {
                    ObjectNode after = before.deepCopy();
                    after.set("spec", body.path("spec"));
                    return after;
                }));
    }

    private static void require(ApiRequest request, String method) {
        if (!request.method().equals(method)) {
            throw ApiError.methodNotAllowed();
        }
    }
}
