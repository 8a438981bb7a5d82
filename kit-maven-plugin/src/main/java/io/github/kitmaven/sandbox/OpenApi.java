package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As much of the OpenAPI description as kubectl asks for before it applies, that every kind can be patched and that the
 * server itself checks the fields; and the types of the fields, for {@code kubectl explain}.
 */
final class OpenApi {
    private final KindTable kinds;

    OpenApi(KindTable kinds) {
        this.kinds = kinds;
    }

    /** Answers the paths below {@code /openapi/v3}; empty where the path is not one of them. */
    Optional<ApiResponse> answer(List<String> path) {
        if (path.size() < 2 || !path.get(0).equals("openapi") || !path.get(1).equals("v3")) {
            return Optional.empty();
        }
        if (path.size() == 2) {
            return Optional.of(ApiResponse.ok(index()));
        }
        String root = String.join("/", path.subList(2, path.size()));
        return Optional.of(ApiResponse.ok(describe(root, served(root).toList())));
    }

    private ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        kinds.all()
                .map(OpenApi::root)
                .distinct()
                .forEach(root -> paths.putObject(root).put("serverRelativeURL", "/openapi/v3/" + root + "?hash=0"));
        return index;
    }

    private Stream<Kind> served(String root) {
        return kinds.all().filter(kind -> root(kind).equals(root));
    }

    private static ObjectNode describe(String root, List<Kind> served) {
        ObjectNode description = Json.object().put("openapi", "3.0.0");
        description.putObject("info").put("title", "kit sandbox").put("version", "v1.36.0");
        ObjectNode paths = description.putObject("paths");
        for (Kind kind : served) {
            String place = kind.namespaced() ? "/namespaces/{namespace}/" : "/";
            ObjectNode patch = paths.putObject("/" + root + place + kind.plural() + "/{name}")
                    .putObject("patch");
            patch.putArray("parameters")
                    .addObject()
                    .put("name", "fieldValidation")
                    .put("in", "query");
            patch.putObject("responses");
            patch.putObject("x-kubernetes-group-version-kind")
                    .put("group", kind.group())
                    .put("version", kind.version())
                    .put("kind", kind.name());
        }
        description.putObject("components").set("schemas", OpenApiTypes.of(served));
        return description;
    }

    private static String root(Kind kind) {
        return (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
    }
}
