package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the server says of itself: its health, its version, its API groups and their kinds. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final KindTable kinds;

    Discovery(KindTable kinds) {
        this.kinds = kinds;
    }

    /** Answers the paths of discovery; empty where the path is not one of them. */
    Optional<ApiResponse> answer(List<String> path) {
        String first = path.isEmpty() ? "" : path.get(0);
        return switch (first) {
            case "healthz", "livez", "readyz" -> Optional.of(new ApiResponse.Text(200, "ok"));
            case "version" -> Optional.of(ApiResponse.ok(version()));
            case "api" -> path.size() == 1 ? Optional.of(ApiResponse.ok(coreVersions())) : resources("", path, 1);
            case "apis" ->
                switch (path.size()) {
                    case 1 -> Optional.of(ApiResponse.ok(groups()));
                    case 2 -> group(path.get(1)).map(ApiResponse::ok);
                    default -> resources(path.get(1), path, 2);
                };
            default -> Optional.empty();
        };
    }

    private Optional<ApiResponse> resources(String group, List<String> path, int at) {
        if (path.size() != at + 1) {
            return Optional.empty();
        }
        String version = path.get(at);
        List<Kind> served = kinds.all()
                .filter(kind -> kind.group().equals(group) && kind.version().equals(version))
                .toList();
        if (served.isEmpty()) {
            throw ApiError.noSuchResource();
        }
        ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", served.get(0).apiVersion());
        ArrayNode resources = list.putArray("resources");
        served.forEach(kind -> addTo(resources, kind));
        return Optional.of(ApiResponse.ok(list));
    }

    private static void addTo(ArrayNode resources, Kind kind) {
        ObjectNode resource = entry(resources, kind.plural(), kind);
        resource.put("kind", kind.name());
        List<String> verbs = kind.stored() ? VERBS : List.of("create");
        verbs.forEach(resource.putArray("verbs")::add);
        if (!kind.shortNames().isEmpty()) {
            kind.shortNames().forEach(resource.putArray("shortNames")::add);
        }
        if (!kind.categories().isEmpty()) {
            kind.categories().forEach(resource.putArray("categories")::add);
        }
        for (String subresource : kind.subresources()) {
            ObjectNode entry = entry(resources, kind.plural() + "/" + subresource, kind);
            boolean scale = subresource.equals("scale");
            if (scale) {
                entry.put("group", "autoscaling").put("version", "v1");
            }
            entry.put("kind", scale ? "Scale" : kind.name());
            List.of("get", "patch", "update").forEach(entry.putArray("verbs")::add);
        }
    }

    private static ObjectNode entry(ArrayNode resources, String name, Kind kind) {
        return resources
                .addObject()
                .put("name", name)
                .put("singularName", kind.singular())
                .put("namespaced", kind.namespaced());
    }

    private ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        kinds.groups().forEach((name, versions) -> {
            if (!name.isEmpty()) {
                groups.add(describe(name, versions));
            }
        });
        return list;
    }

    private Optional<ObjectNode> group(String name) {
        return Optional.ofNullable(kinds.groups().get(name)).map(versions -> {
            ObjectNode group = Json.object().put("kind", "APIGroup").put("apiVersion", "v1");
            group.setAll(describe(name, versions));
            return group;
        });
    }

    private static ObjectNode describe(String name, List<String> versions) {
        ObjectNode group = Json.object().put("name", name);
        ArrayNode list = group.putArray("versions");
        for (String version : versions) {
            list.addObject().put("groupVersion", name + "/" + version).put("version", version);
        }
        group.set("preferredVersion", list.get(0));
        return group;
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    private static ObjectNode version() {
        Map<String, String> facts = Map.of(
                "major", "1",
                "minor", "36",
                "gitVersion", "v1.36.0+kit-sandbox",
                "gitCommit", "",
                "gitTreeState", "clean",
                "buildDate", "1970-01-01T00:00:00Z",
                "goVersion", "none",
                "compiler", "none",
                "platform", "java");
        ObjectNode version = Json.object();
        facts.forEach(version::put);
        return version;
    }
}
