package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.sandbox.ApiError.Cause;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends each request to what answers it. */
final class ApiServer implements RequestHandler {
    private static final Map<String, String> OPTIONS =
            Map.of("POST", "CreateOptions", "PUT", "UpdateOptions", "DELETE", "DeleteOptions");

    private final KindTable kinds;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Deletion deletion;
    private final Subresources subresources;
    private final Access access;

    ApiServer(KindTable kinds, Store store, ObjectWriter writer, Deletion deletion, Access access) {
        this.kinds = kinds;
        this.discovery = new Discovery(kinds);
        this.openApi = new OpenApi(kinds);
        this.reader = new ObjectReader(store);
        this.writer = writer;
        this.deletion = deletion;
        this.subresources = new Subresources(reader, writer, deletion);
        this.access = access;
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        List<String> path = request.path();
        checkDryRun(request);
        Optional<ApiResponse> discovered = discovery.answer(path).or(() -> openApi.answer(path));
        if (discovered.isPresent()) {
            return discovered.get();
        }
        boolean ofResource = path.size() > 2 && List.of("api", "apis").contains(path.get(0));
        if (!ofResource) {
            return new ApiResponse.Text(404, "404 page not found\n");
        }
        ResourcePath resource = ResourcePath.parse(kinds, path);
        access.check(resource, request);
        if (!resource.subresource().isEmpty()) {
            return subresources.handle(resource, request);
        }
        return resource.name().isEmpty() ? collection(resource, request) : item(resource, request);
    }

    private static void checkDryRun(ApiRequest request) {
        String dryRun = request.parameter("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            String options = OPTIONS.getOrDefault(request.method(), "PatchOptions");
            throw ApiError.invalidOptions(
                    options, Cause.unsupported("dryRun", "[]string{\"" + dryRun + "\"}", List.of("All")));
        }
    }

    private ApiResponse collection(ResourcePath resource, ApiRequest request) {
        Kind kind = resource.kind();
        boolean placed = !kind.namespaced() || !resource.namespace().isEmpty();
        if (!kind.stored()) {
            return review(kind, request);
        }
        return switch (request.method()) {
            case "GET", "HEAD" ->
                request.flag("watch") ? reader.watch(resource, request) : reader.list(resource, request);
            case "POST" -> {
                if (!placed) {
                    throw ApiError.methodNotAllowed();
                }
                yield create(resource, request);
            }
            case "DELETE" -> {
                if (!placed) {
                    throw ApiError.methodNotAllowed();
                }
                yield ApiResponse.ok(deletion.deleteCollection(
                        kind, reader.select(resource, request), RequestBody.deleteOptions(request)));
            }
            default -> throw ApiError.methodNotAllowed();
        };
    }

    private ApiResponse item(ResourcePath resource, ApiRequest request) {
        Kind kind = resource.kind();
        if (!kind.stored()) {
            throw ApiError.methodNotAllowed();
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> reader.get(resource, request);
            case "PUT" -> ApiResponse.ok(replace(resource, request, writer));
            case "PATCH" -> {
                if (request.contentType().startsWith("application/apply-patch") && !reader.has(resource)) {
                    access.checkCreation(resource);
                }
                yield Patching.patch(resource, request, writer);
            }
            case "DELETE" -> ApiResponse.ok(deletion.delete(kind, resource.key(), RequestBody.deleteOptions(request)));
            default -> throw ApiError.methodNotAllowed();
        };
    }

    private ApiResponse create(ResourcePath resource, ApiRequest request) {
        ObjectNode body = RequestBody.object(resource.kind(), request);
        requireNamespaceOf(resource, body);
        ObjectNode created = writer.create(resource.kind(), resource.namespace(), body, WriteOptions.of(request, ""));
        return new ApiResponse.Tree(201, created);
    }

    /** Replaces an object, or a part of it. */
    static ObjectNode replace(ResourcePath resource, ApiRequest request, ObjectWriter writer) {
        ObjectNode body = RequestBody.object(resource.kind(), request);
        requireNamespaceOf(resource, body);
        if (!Metadata.name(body).equals(resource.name())) {
            throw ApiError.badRequest("the name of the object (" + Metadata.name(body)
                    + ") does not match the name on the URL (" + resource.name() + ")");
        }
        return writer.update(
                resource.kind(), resource.key(), WriteOptions.of(request, resource.subresource()), before -> body);
    }

    private static void requireNamespaceOf(ResourcePath resource, ObjectNode body) {
        String namespace = Metadata.namespace(body);
        if (resource.kind().namespaced() && !namespace.isEmpty() && !namespace.equals(resource.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private ApiResponse review(Kind kind, ApiRequest request) {
        if (!request.method().equals("POST")) {
            throw ApiError.methodNotAllowed();
        }
        return new ApiResponse.Tree(201, access.review(kind, RequestBody.object(kind, request)));
    }
}
