package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.sandbox.ObjectWriter.Written;
import io.github.kitmaven.schema.Kind;
import java.util.List;

/** Patches objects in the four forms that a server knows. */
final class Patching {
    private Patching() {}

    static ApiResponse patch(ResourcePath resource, ApiRequest request, ObjectWriter writer) {
        return switch (request.contentType()) {
            case "application/apply-patch+yaml" -> apply(resource, request, writer);
            case "application/merge-patch+json" -> {
                JsonNode patch = RequestBody.patch(request);
                yield update(resource, request, writer, before -> MergePatch.apply(before, patch));
            }
            case "application/json-patch+json" -> {
                JsonNode patch = RequestBody.patch(request);
                yield update(resource, request, writer, before -> JsonPatch.apply(before, patch));
            }
            case "application/strategic-merge-patch+json" -> strategic(resource, request, writer);
            default -> throw ApiError.of(415, "UnsupportedMediaType", "415: Unsupported Media Type");
        };
    }

    private interface Patch {
        JsonNode apply(ObjectNode before);
    }

    private static ApiResponse update(ResourcePath resource, ApiRequest request, ObjectWriter writer, Patch patch) {
        ObjectNode patched = writer.update(
                resource.kind(), resource.key(), WriteOptions.of(request, resource.subresource()), before -> {
                    if (patch.apply(before) instanceof ObjectNode object) {
                        return object;
                    }
                    throw ApiError.badRequest("error decoding patch: the patch does not leave an object");
                });
        return ApiResponse.ok(patched);
    }

    private static ApiResponse strategic(ResourcePath resource, ApiRequest request, ObjectWriter writer) {
        Kind kind = resource.kind();
        if (kind.custom()) {
            throw ApiError.unsupportedMediaType(List.of(
                    "application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml"));
        }
        JsonNode patch = RequestBody.patch(request);
        return update(resource, request, writer, before -> StrategicMergePatch.apply(kind.type(), before, patch));
    }

    private static ApiResponse apply(ResourcePath resource, ApiRequest request, ObjectWriter writer) {
        if (request.parameter("fieldManager").isEmpty()) {
            throw ApiError.invalidOptions(
                    "PatchOptions", Cause.required("fieldManager", "is required for apply patch"));
        }
        ObjectNode applied = RequestBody.applied(resource.kind(), resource.namespace(), resource.name(), request);
        checkPlace(resource, applied);
        Written written = writer.apply(
                resource.kind(), resource.key(), applied, WriteOptions.of(request, resource.subresource()));
        return new ApiResponse.Tree(written.created() ? 201 : 200, written.object());
    }

    private static void checkPlace(ResourcePath resource, ObjectNode applied) {
        String name = Metadata.name(applied);
        String namespace = Metadata.namespace(applied);
        if (!name.isEmpty() && !name.equals(resource.name())) {
            throw ApiError.badRequest("the name of the object (" + name + ") does not match the name on the URL ("
                    + resource.name() + ")");
        }
        if (!namespace.isEmpty() && !namespace.equals(resource.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        if (Metadata.of(applied).has("managedFields")) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        Metadata.edit(applied).put("name", resource.name());
    }
}
