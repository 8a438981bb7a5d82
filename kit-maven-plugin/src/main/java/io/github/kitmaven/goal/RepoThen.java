package io.github.kitmaven.goal;

import io.github.kitmaven.config.RepoImage;
import io.github.kitmaven.history.Then;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The repo at a moment.
 *
 * @param then the moment, and what was wanted then
 * @param commit the commit that was the newest then; empty where git does not tell
 * @param images the images of each resource of each cluster, with their files; none where git does not tell
 */
record RepoThen(Then then, Optional<String> commit, SortedMap<String, SortedMap<String, List<RepoImage>>> images) {

    /** The images without their files; those of a missing file are none. */
    static SortedMap<String, SortedMap<String, List<String>>> names(
            SortedMap<String, SortedMap<String, List<RepoImage>>> images) {
        SortedMap<String, SortedMap<String, List<String>>> names = new TreeMap<>();
        images.forEach((cluster, resources) -> {
            SortedMap<String, List<String>> named = new TreeMap<>();
            resources.forEach((resource, all) -> named.put(
                    resource,
                    all.stream()
                            .flatMap(image -> image.image().stream())
                            .distinct()
                            .toList()));
            names.put(cluster, named);
        });
        return names;
    }
}
