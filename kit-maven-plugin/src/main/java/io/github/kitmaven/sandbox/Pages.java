package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists that clients read page by page: every page shows the moment of the first. */
final class Pages {
    private static final int KEPT = 100;

    private final Map<String, Page> rests = new LinkedHashMap<>();

    /**
     * A page.
     *
     * @param token what the client asks the next one with; empty on the last page
     * @param remaining how many objects follow
     */
    record Page(List<ObjectNode> objects, long version, String token, int remaining) {}

    /** The first page of a list. */
    synchronized Page first(List<ObjectNode> objects, long version, int limit) {
        if (objects.size() <= limit) {
            return new Page(objects, version, "", 0);
        }
        String token = UUID.randomUUID().toString();
        List<ObjectNode> rest = objects.subList(limit, objects.size());
        rests.put(token, new Page(rest, version, token, 0));
        if (rests.size() > KEPT) {
            rests.remove(rests.keySet().iterator().next());
        }
        return new Page(objects.subList(0, limit), version, token, rest.size());
    }

    /**
     * The page that a token asks for.
     *
     * @throws ApiError if the token is too old
     */
    synchronized Page next(String token, int limit) {
        if (!token.matches("[-0-9a-f]{36}")) {
            throw ApiError.badRequest("invalid continue token: continue key is not valid");
        }
        Page rest = rests.get(token);
        if (rest == null) {
            throw ApiError.expired("The provided continue parameter is too old to display a consistent list result. You"
                    + " must start a new list without the continue parameter.");
        }
        return first(rest.objects(), rest.version(), limit);
    }
}
