package io.github.kitmaven.goal;

import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which image each image file has to name, so that the repo wants what a deploy in reserve runs. Pure. */
final class RollbackImages {
    private final SortedMap<String, SortedMap<String, String>> files;
    /** The image for each file, and the cluster that says so. */
    private final SortedMap<String, Said> said = new TreeMap<>();

    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<String> unnamed = new ArrayList<>();

    private record Said(String image, String cluster) {}

    /** Knows the image files of each cluster, with the images that they name now. */
    RollbackImages(SortedMap<String, SortedMap<String, String>> files) {
        this.files = files;
    }

    /** Takes up what a deploy of one cluster runs. */
    void add(String cluster, Standbys standbys, String id) {
        add(cluster, standbys.wantedImages(), standbys.images(id));
        if (standbys.hidesImages() && !unnamed.isEmpty()) {
            unnamed.clear();
            unnamed.add(Secrets.MASK);
        }
    }

    /** Takes up the images of containers: those that are wanted now, and those that run in reserve. */
    void add(String cluster, Map<String, String> wanted, Map<String, String> reserve) {
        reserve.forEach((container, image) -> {
            String now = wanted.getOrDefault(container, "");
            Optional<String> file = file(cluster, image, now);
            if (file.isPresent()) {
                add(file.get(), image, cluster);
            } else if (!image.equals(now) && !unnamed.contains(image)) {
                unnamed.add(image);
            }
        });
    }

    /** The file of the same registry and repository; of several, the one that names what the container is to run now. */
    private Optional<String> file(String cluster, String image, String now) {
        List<Map.Entry<String, String>> fitting = files.getOrDefault(cluster, new TreeMap<>()).entrySet().stream()
                .filter(file -> sameRepository(file.getValue(), image))
                .toList();
        return fitting.stream()
                .filter(file -> fitting.size() == 1 || file.getValue().equals(now))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean sameRepository(String one, String other) {
        return repository(one).isPresent() && repository(one).equals(repository(other));
    }

    /** {@return registry and repository of an image; empty where the text is no image's name} */
    private static Optional<String> repository(String image) {
        try {
            ImageReference parts = ImageReference.parse(image);
            return Optional.of(parts.registry().orElse("") + "/" + parts.repository());
        } catch (UserException e) {
            return Optional.empty();
        }
    }

    private void add(String file, String image, String cluster) {
        Said before = said.putIfAbsent(file, new Said(image, cluster));
        if (before != null && !before.image().equals(image)) {
            String where = before.cluster().equals(cluster)
                    ? "two containers of cluster " + cluster + " run " + before.image() + " and " + image
                    : "cluster " + before.cluster() + " runs " + before.image() + ", cluster " + cluster + " " + image;
            problems.add(new Diagnostic(
                    file + " can name one image only, and that deploy has several: " + where,
                    Optional.empty(),
                    Optional.of("Choose clusters that agree with -Dkit.clusters, or a commit with -Dkit.to")));
        }
    }

    /** {@return why the files can't name what runs} */
    List<Diagnostic> problems() {
        return problems;
    }

    /** {@return images that run in reserve, that the repo would not have run now, and that no image file names} */
    List<String> unnamed() {
        return unnamed;
    }

    /** {@return the image for each image file, by its path in the repo} */
    SortedMap<String, String> images() {
        SortedMap<String, String> images = new TreeMap<>();
        said.forEach((file, what) -> images.put(file, what.image()));
        return images;
    }
}
