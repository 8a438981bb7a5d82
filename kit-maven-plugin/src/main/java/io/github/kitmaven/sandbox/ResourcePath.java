package io.github.kitmaven.sandbox;

import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.Set;

/**
 * What the URL of a resource names.
 *
 * @param namespace the namespace; empty for all of them, or for a kind of the whole cluster
 * @param name the object; empty for the collection
 * @param subresource the part of the object; empty for the object itself
 */
record ResourcePath(Kind kind, String namespace, String name, String subresource) {
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");
    private static final Set<String> RUNNING = Set.of("attach", "ephemeralcontainers", "exec", "portforward", "proxy");

    /**
     * Reads the path after {@code /api} or {@code /apis}.
     *
     * @throws ApiError if the server has no such resource
     */
    static ResourcePath parse(KindTable kinds, List<String> path) {
        boolean core = path.get(0).equals("api");
        int at = core ? 2 : 3;
        String group = core ? "" : path.get(1);
        String version = path.get(at - 1);
        List<String> rest = path.subList(at, path.size());
        boolean inNamespace =
                rest.size() >= 3 && rest.get(0).equals("namespaces") && !(core && OF_NAMESPACES.contains(rest.get(2)));
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> names = inNamespace ? rest.subList(2, rest.size()) : rest;
        Kind kind = kinds.byPlural(group, version, names.get(0)).orElseThrow(ApiError::noSuchResource);
        ResourcePath found = new ResourcePath(
                kind, namespace, names.size() > 1 ? names.get(1) : "", names.size() > 2 ? names.get(2) : "");
        checkPlayed(found);
        boolean misplaced = kind.namespaced() ? !inNamespace && names.size() > 1 : inNamespace;
        boolean unknownPart = !found.subresource.isEmpty() && !kind.hasSubresource(found.subresource);
        if (misplaced || unknownPart || names.size() > 3) {
            throw ApiError.noSuchResource();
        }
        return found;
    }

    ObjectKey key() {
        return new ObjectKey(kind.storedAs(), namespace, name);
    }

    private static void checkPlayed(ResourcePath found) {
        if (found.kind.is("pods") && RUNNING.contains(found.subresource)) {
            throw ApiError.of(
                    501,
                    "NotImplemented",
                    "the sandbox plays containers and runs none, so " + found.subresource + " is not possible");
        }
    }
}
