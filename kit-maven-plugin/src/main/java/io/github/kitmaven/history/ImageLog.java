package io.github.kitmaven.history;

import io.github.kitmaven.git.CommitLog.Changes;
import io.github.kitmaven.git.CommitLog.Commit;
import io.github.kitmaven.git.CommitLog.File;
import io.github.kitmaven.image.PropertyEdit;
import io.github.kitmaven.image.Trailers;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.Period.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The images that image files named, commit by commit. Pure. */
public final class ImageLog {
    /** What git has in the place of an image that SOPS encrypted. */
    private static final String ENCRYPTED = "ENC[";

    private final Map<String, List<Named>> files = new HashMap<>();
    /** The clusters of a fleet use the same files, mostly. */
    private final Map<Set<String>, List<State>> states = new HashMap<>();

    /** A file's image since a commit; empty where it has none. {@code order} counts commits, the oldest first. */
    private record Named(String path, Optional<String> image, Commit commit, int order) {}

    /**
     * The images of several files since a commit.
     *
     * @param images the images, in the order of the files' names
     * @param by the commit that made it so
     * @param orEarlier whether an older commit may have, which is not here
     */
    public record State(List<String> images, Setting by, boolean orEarlier) {}

    /**
     * Reads the changes of files.
     *
     * @param changes the changes, newest first, as git tells them; those of other files do not matter
     * @param property the property of an image file that holds the image
     */
    public ImageLog(List<Changes> changes, String property) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            Changes change = changes.get(i);
            for (File file : change.files()) {
                Named named = new Named(file.path(), image(file, property), change.commit(), changes.size() - i);
                List<Named> all = files.computeIfAbsent(file.path(), path -> new ArrayList<>());
                if (all.isEmpty() || !all.get(all.size() - 1).image().equals(named.image())) {
                    all.add(named);
                }
            }
        }
    }

    private static Optional<String> image(File file, String property) {
        try {
            return file.text()
                    .flatMap(text -> new PropertyEdit(file.path(), property, "").current(text))
                    .map(image -> image.startsWith(ENCRYPTED) ? Secrets.MASK : image);
        } catch (UserException e) {
            return Optional.empty(); // it was no image file then
        }
    }

    /**
     * Tells what several files named together.
     *
     * @param paths the files
     * @return each state, oldest first; one without images is a time in which no file was there
     */
    public List<State> states(Collection<String> paths) {
        return states.computeIfAbsent(Set.copyOf(paths), this::found);
    }

    private List<State> found(Set<String> paths) {
        List<Named> all = paths.stream()
                .flatMap(path -> files.getOrDefault(path, List.of()).stream())
                .sorted(Comparator.comparingInt(Named::order))
                .toList();
        Map<String, String> now = new TreeMap<>();
        List<State> found = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Named named = all.get(i);
            now.remove(named.path());
            named.image().ifPresent(image -> now.put(named.path(), image));
            boolean whole = i + 1 == all.size() || all.get(i + 1).order() != named.order();
            List<String> images = now.values().stream().distinct().toList();
            boolean isNew =
                    found.isEmpty() || !found.get(found.size() - 1).images().equals(images);
            if (whole && isNew) {
                found.add(new State(
                        images, setting(named.commit()), named.commit().shallow()));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Finds the commit that set an image.
     *
     * @param paths the files that may name it
     * @param images images of a deploy
     * @param time when that began
     * @return the newest commit until then that set one of them; empty where there is none, or an older one may have
     */
    public Optional<Setting> setting(Collection<String> paths, List<String> images, Instant time) {
        return paths.stream()
                .flatMap(path -> newest(path, images, time).stream())
                .max(Comparator.comparingInt(Named::order))
                .filter(named -> !named.commit().shallow())
                .map(named -> setting(named.commit()));
    }

    private Optional<Named> newest(String path, List<String> images, Instant time) {
        List<Named> all = new ArrayList<>(files.getOrDefault(path, List.of()));
        Collections.reverse(all);
        return all.stream()
                .filter(named -> !named.commit().time().isAfter(time))
                .filter(named -> named.image().filter(images::contains).isPresent())
                .findFirst();
    }

    static Setting setting(Commit commit) {
        return new Setting(
                commit.id(),
                commit.author().name(),
                commit.time(),
                Trailers.of(commit.message()).commit());
    }
}
