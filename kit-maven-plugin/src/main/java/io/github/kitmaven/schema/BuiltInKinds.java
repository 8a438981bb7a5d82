package io.github.kitmaven.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds that every cluster has: those of {@code kinds.txt}. */
public final class BuiltInKinds {
    private static final List<Kind> ALL = DataLines.of(BuiltInKinds.class, "kinds.txt").stream()
            .map(BuiltInKinds::read)
            .toList();

    private static final Map<String, Map<String, Kind>> BY_VERSION =
            ALL.stream().collect(Collectors.groupingBy(Kind::apiVersion, Collectors.toMap(Kind::name, kind -> kind)));

    private BuiltInKinds() {}

    /** {@return all of them, the preferred version of a kind before its others} */
    public static List<Kind> all() {
        return ALL;
    }

    /**
     * Looks a kind up.
     *
     * @param apiVersion its API version, such as {@code apps/v1}
     * @param name its name, such as {@code Deployment}
     * @return the kind, if it is built in
     */
    public static Optional<Kind> find(String apiVersion, String name) {
        return Optional.ofNullable(BY_VERSION.getOrDefault(apiVersion, Map.of()).get(name));
    }

    private static Kind read(String line) {
        String[] words = line.split(" ");
        int slash = words[0].indexOf('/');
        boolean stored = !words[6].equals("create-only");
        return new Kind(
                slash < 0 ? "" : words[0].substring(0, slash),
                words[0].substring(slash + 1),
                words[1],
                words[2],
                words[3].equals("namespaced"),
                list(words[4]),
                list(words[5]),
                stored ? list(words[6]) : List.of(),
                stored,
                false,
                Schema.of(words[0], words[1]));
    }

    private static List<String> list(String word) {
        return word.equals("-") ? List.of() : List.of(word.split(","));
    }
}
