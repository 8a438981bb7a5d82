package io.github.kitmaven.schema;

import java.util.List;
import java.util.Optional;

/**
 * An API version of some kinds that Kubernetes serves no more.
 *
 * @param apiVersion the API version, such as {@code extensions/v1beta1}
 * @param kinds the kinds
 * @param since the first release without it, such as {@code 1.22}
 * @param successor the API version to use instead, if there is one
 */
public record RemovedVersion(String apiVersion, List<String> kinds, String since, Optional<String> successor) {
    private static final List<RemovedVersion> ALL = DataLines.of(RemovedVersion.class, "removed.txt").stream()
            .map(RemovedVersion::read)
            .toList();

    /**
     * Looks a kind up.
     *
     * @param apiVersion its API version
     * @param kind its name
     * @return what became of it, if it is gone
     */
    public static Optional<RemovedVersion> find(String apiVersion, String kind) {
        return ALL.stream()
                .filter(it -> it.apiVersion.equals(apiVersion) && it.kinds.contains(kind))
                .findFirst();
    }

    private static RemovedVersion read(String line) {
        String[] words = line.split(" ");
        return new RemovedVersion(
                words[0],
                List.of(words[1].split(",")),
                words[2],
                Optional.of(words[3]).filter(word -> !word.equals("-")));
    }
}
