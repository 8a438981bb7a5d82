package io.github.kitmaven.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be asked.
 *
 * @param scheme {@code bearer} or {@code basic}
 * @param parameters what else it says
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:^|,)\\s*(bearer|basic)(?=\\s|,|$)");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    /**
     * Reads the headers {@code WWW-Authenticate}.
     *
     * @return the challenge, a token's before a password's; empty where neither is asked for
     */
    static Optional<Challenge> in(List<String> headers) {
        return headers.stream()
                .flatMap(header ->
                        SCHEME.matcher(header).results().map(found -> of(header, found.group(1), found.end())))
                .reduce((one, other) -> one.isBearer() ? one : other);
    }

    private static Challenge of(String header, String scheme, int from) {
        Matcher next = SCHEME.matcher(header).region(from, header.length());
        String own = header.substring(from, next.find() ? next.start() : header.length());
        Map<String, String> parameters = new HashMap<>();
        Matcher found = PARAMETER.matcher(own);
        while (found.find()) {
            String quoted = found.group(2);
            parameters.put(found.group(1).toLowerCase(Locale.ROOT), quoted == null ? found.group(3) : quoted);
        }
        return new Challenge(scheme.toLowerCase(Locale.ROOT), Map.copyOf(parameters));
    }

    boolean isBearer() {
        return scheme.equals("bearer");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }
}
