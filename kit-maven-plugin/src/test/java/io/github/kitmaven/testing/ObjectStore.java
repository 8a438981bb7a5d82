package io.github.kitmaven.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.cluster.ApiException;
import io.github.kitmaven.cluster.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster that keeps single objects, with versions as a real one has them, and fails where it is told to. */
public final class ObjectStore extends NoCluster {
    public final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();
    private int version;
    private Optional<RuntimeException> failure = Optional.empty();

    /** From now on every request fails with this; with nothing, none does. */
    public synchronized void fails(Optional<RuntimeException> with) {
        failure = with;
    }

    @Override
    public synchronized Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
        note("get " + name);
        return Optional.ofNullable(objects.get(namespace + "/" + name)).map(ObjectNode::deepCopy);
    }

    @Override
    public synchronized ObjectNode create(ResourceType type, ObjectNode object) {
        note("create " + name(object));
        if (objects.containsKey(key(object))) {
            throw new ApiException(409, "AlreadyExists", "it exists", List.of());
        }
        return put(object);
    }

    @Override
    public synchronized ObjectNode replace(ResourceType type, ObjectNode object) {
        note("replace " + name(object));
        ObjectNode there = objects.get(key(object));
        String expected = object.at("/metadata/resourceVersion").asText("");
        if (there == null) {
            throw new ApiException(404, "NotFound", "there is none", List.of());
        }
        if (!expected.isEmpty()
                && !expected.equals(there.at("/metadata/resourceVersion").asText())) {
            throw new ApiException(409, "Conflict", "it has been modified", List.of());
        }
        return put(object);
    }

    private ObjectNode put(ObjectNode object) {
        ObjectNode kept = object.deepCopy();
        kept.withObject("/metadata").put("resourceVersion", String.valueOf(++version));
        objects.put(key(object), kept);
        return kept.deepCopy();
    }

    private void note(String request) {
        requests.add(request);
        failure.ifPresent(fault -> {
            throw fault;
        });
    }

    private static String key(ObjectNode object) {
        return object.at("/metadata/namespace").asText() + "/" + name(object);
    }

    private static String name(ObjectNode object) {
        return object.at("/metadata/name").asText();
    }
}
