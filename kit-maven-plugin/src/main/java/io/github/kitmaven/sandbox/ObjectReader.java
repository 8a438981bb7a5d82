package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.function.Predicate;

/** Gets, lists and watches objects. */
final class ObjectReader {
    private final Store store;
    private final Pages pages = new Pages();

    ObjectReader(Store store) {
        this.store = store;
    }

    boolean has(ResourcePath resource) {
        return store.get(resource.key()).isPresent();
    }

    /** The object as it is stored. */
    ObjectNode stored(ResourcePath resource) {
        return store.get(resource.key()).orElseThrow(() -> ApiError.notFound(resource.kind(), resource.name()));
    }

    ApiResponse get(ResourcePath resource, ApiRequest request) {
        ObjectNode object = Versions.convert(stored(resource), resource.kind());
        return ApiResponse.ok(
                Tables.wanted(request) ? Tables.of(resource.kind(), List.of(object), Tables.metadata(object)) : object);
    }

    ApiResponse list(ResourcePath resource, ApiRequest request) {
        Kind kind = resource.kind();
        checkVersion(request);
        String token = request.parameter("continue");
        Pages.Page page;
        if (token.isEmpty()) {
            Store.Snapshot snapshot = store.list(kind.storedAs(), resource.namespace());
            Predicate<ObjectNode> selected = selected(resource, request);
            page = pages.first(
                    snapshot.objects().stream().filter(selected).toList(), snapshot.version(), limit(request));
        } else {
            page = pages.next(token, limit(request));
        }
        ObjectNode metadata = Json.object().put("resourceVersion", Long.toString(page.version()));
        if (!page.token().isEmpty()) {
            metadata.put("continue", page.token()).put("remainingItemCount", page.remaining());
        }
        List<ObjectNode> objects = page.objects().stream()
                .map(object -> Versions.convert(object, kind))
                .toList();
        return ApiResponse.ok(
                Tables.wanted(request) ? Tables.of(kind, objects, metadata) : list(kind, objects, metadata));
    }

    /** The objects that a request's path and selectors choose. */
    List<ObjectNode> select(ResourcePath resource, ApiRequest request) {
        return store.list(resource.kind().storedAs(), resource.namespace()).objects().stream()
                .filter(selected(resource, request))
                .toList();
    }

    ApiResponse watch(ResourcePath resource, ApiRequest request) {
        return new WatchStream(store, resource, selected(resource, request), request).response();
    }

    private static Predicate<ObjectNode> selected(ResourcePath resource, ApiRequest request) {
        LabelSelector labels = labelSelector(request.parameter("labelSelector"));
        Predicate<JsonNode> fields = FieldSelector.parse(resource.kind(), request.parameter("fieldSelector"));
        String name = resource.name();
        return object -> labels.matches(Metadata.labels(object))
                && fields.test(object)
                && (name.isEmpty() || name.equals(Metadata.name(object)));
    }

    private static LabelSelector labelSelector(String text) {
        try {
            return LabelSelector.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(
                    "unable to parse requirement: found '" + e.getMessage() + "', expected a label selector");
        }
    }

    /** As a server has it, the items of a list don't repeat their kind; those of a custom one do. */
    private static ObjectNode list(Kind kind, List<ObjectNode> objects, ObjectNode metadata) {
        ObjectNode list = Json.object().put("kind", kind.name() + "List").put("apiVersion", kind.apiVersion());
        list.set("metadata", metadata);
        ArrayNode items = list.putArray("items");
        for (ObjectNode object : objects) {
            if (kind.custom()) {
                items.add(object);
            } else {
                ObjectNode item = items.addObject();
                item.setAll(object);
                item.remove(List.of("apiVersion", "kind"));
            }
        }
        return list;
    }

    /** Nobody can know the state of a version that is yet to come. */
    private void checkVersion(ApiRequest request) {
        String version = request.parameter("resourceVersion");
        if (version.matches("[0-9]{1,18}") && Long.parseLong(version) > store.version()) {
            throw ApiError.of(
                    504,
                    "Timeout",
                    "Timeout: Too large resource version: " + version + ", current: " + store.version());
        }
    }

    private static int limit(ApiRequest request) {
        String limit = request.parameter("limit");
        if (!limit.matches("[0-9]{0,9}")) {
            throw ApiError.badRequest("strconv.ParseInt: parsing \"" + limit + "\": invalid syntax");
        }
        return limit.isEmpty() || Integer.parseInt(limit) == 0 ? Integer.MAX_VALUE : Integer.parseInt(limit);
    }
}
