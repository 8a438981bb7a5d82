package io.github.kitmaven.report;

import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.problem.UserException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names images in the cells of a table: without the registry and the digest, where that leaves no doubt. */
final class ImageWords {
    private final Map<String, Set<String>> byShortName = new HashMap<>();

    /** Knows all images of the table. */
    ImageWords(Collection<String> images) {
        images.forEach(image -> byShortName
                .computeIfAbsent(shortName(image), name -> new HashSet<>())
                .add(image));
    }

    /** Names some of them. */
    String of(List<String> images) {
        return images.stream()
                .map(image ->
                        byShortName.getOrDefault(shortName(image), Set.of()).size() == 1 ? shortName(image) : image)
                .collect(Collectors.joining(", "));
    }

    private static String shortName(String image) {
        try {
            return ImageReference.parse(image).shortName();
        } catch (UserException e) {
            return image; // masked, or not as images are named
        }
    }
}
