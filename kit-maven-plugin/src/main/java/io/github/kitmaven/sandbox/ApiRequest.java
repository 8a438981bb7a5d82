package io.github.kitmaven.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request, read in full.
 *
 * @param path the path's segments
 * @param query the parameters; the first value of each
 * @param contentType the body's media type, without parameters; empty where none is given
 * @param userAgent the client's name for itself
 */
record ApiRequest(
        String method,
        List<String> path,
        Map<String, String> query,
        String contentType,
        String accept,
        String userAgent,
        String body) {

    static List<String> segments(String rawPath) {
        return Arrays.stream(rawPath.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(ApiRequest::decode)
                .toList();
    }

    static Map<String, String> parameters(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return query.containsKey(name)
                && !parameter(name).equals("false")
                && !parameter(name).equals("0");
    }

    /** Who writes, as {@code managedFields} name it: the parameter, else the client's program. */
    String fieldManager() {
        String given = parameter("fieldManager");
        String program = userAgent.isEmpty() ? "unknown" : userAgent.substring(0, slash(userAgent));
        return given.isEmpty() ? program : given;
    }

    private static int slash(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text.length() : slash;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
