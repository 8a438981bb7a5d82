package io.github.kitmaven.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.model.Shelf;
import io.github.kitmaven.plan.RunFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The files of one cluster's backup: those to have, and those to have no more. */
public final class ClusterBackup {
    private final String cluster;
    private final BackupOptions options;
    private final Secrets secrets;
    private final List<Manifest> applied;
    private final List<ManifestKey> gone;
    /** Where the objects are packed, if they are. */
    private final Optional<Shelf> shelf;

    private final Set<ManifestKey> leftOut = new ConcurrentSkipListSet<>();

    /** Takes objects that are in the cluster, and notes those that no longer are. */
    ClusterBackup(
            String cluster, BackupOptions options, Secrets secrets, List<Manifest> applied, List<ManifestKey> gone) {
        this(
                cluster,
                options,
                secrets,
                applied.stream().map(ClusterBackup::lasting).toList(),
                gone,
                Optional.empty());
    }

    private ClusterBackup(
            String cluster,
            BackupOptions options,
            Secrets secrets,
            List<Manifest> applied,
            List<ManifestKey> gone,
            Optional<Shelf> shelf) {
        this.cluster = cluster;
        this.options = options;
        this.secrets = secrets;
        this.applied = applied;
        this.gone = List.copyOf(gone);
        this.shelf = shelf;
    }

    /** The same, packed until someone reads it: for when it has to wait. */
    ClusterBackup packed() {
        Shelf packed = Shelf.of(applied.stream().map(Manifest::tree).toList());
        List<Manifest> manifests = IntStream.range(0, applied.size())
                .mapToObj(place -> applied.get(place).shelved(packed.at(place)))
                .toList();
        return new ClusterBackup(cluster, options, secrets, manifests, gone, Optional.of(packed));
    }

    /** {@return the cluster's name} */
    public String cluster() {
        return cluster;
    }

    /** {@return the folder that holds all its files, and no other's} */
    public String folder() {
        return BackupPath.of(cluster, new ManifestKey("", "", "", "")).replaceFirst("/.*", "/");
    }

    /** {@return how many objects it is about} */
    public int size() {
        return applied.size() + gone.size();
    }

    /**
     * Reads the files, each time anew.
     *
     * @param file takes each path, with {@code /} between folders, and the text that it is to have; empty where there is to
     *     be no such file
     */
    public void forEach(BiConsumer<String, Optional<String>> file) {
        Supplier<List<ManifestKey>> reading = () -> applied.stream()
                .filter(manifest -> !read(manifest, file))
                .map(Manifest::key)
                .toList();
        leftOut.addAll(shelf.map(packed -> packed.opened(reading)).orElseGet(reading));
        for (ManifestKey key : gone) {
            String path = BackupPath.of(cluster, key);
            file.accept(path + options.format().suffix(), Optional.empty());
            file.accept(path + options.format().other().suffix(), Optional.empty());
        }
    }

    /**
     * What an object is, without what tells of the run that wrote it: files of objects that did not change don't change either.
     * Deployments of fast-rollback keep the id that their pods have.
     */
    private static Manifest lasting(Manifest manifest) {
        ObjectNode tree = RunFacts.without(manifest.tree());
        JsonNode id = tree.at("/spec/template/metadata/labels").path(KitLabels.ID);
        if (id.isTextual()) {
            tree.withObject("/metadata/labels").set(KitLabels.ID, id);
        }
        return manifest.shelved(() -> tree);
    }

    /** Reads an object's file; false where the object is left out, and there is to be none. */
    private boolean read(Manifest manifest, BiConsumer<String, Optional<String>> file) {
        Optional<String> text =
                Optional.of(options.format().text(manifest.tree())).filter(all -> mayBeKept(manifest, all));
        String path = BackupPath.of(cluster, manifest.key());
        file.accept(path + options.format().suffix(), text);
        file.accept(path + options.format().other().suffix(), Optional.empty());
        return text.isPresent();
    }

    private boolean mayBeKept(Manifest manifest, String text) {
        boolean isSecret = manifest.kind().equals("Secret") && manifest.group().isEmpty();
        return options.secrets() || !(isSecret || !manifest.secret().isEmpty() || secrets.in(text));
    }

    /** The objects that were left out for their secrets, once they were read. */
    Set<ManifestKey> leftOut() {
        return leftOut;
    }
}
