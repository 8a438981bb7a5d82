package io.github.kitmaven.git.jgit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Writes git trees that differ from given ones in some files. */
record TreeWriter(ObjectReader reader, ObjectInserter inserter) {
    /** What comes next after the slash: between the two is all that is in a folder. */
    private static final char AFTER_SLASH = '/' + 1;

    private record Entry(String name, FileMode mode, ObjectId id) {
        /** Git orders entries by the bytes of their names, folders as if they ended in a slash. */
        String order() {
            return FileMode.TREE.equals(mode) ? name + "/" : name;
        }
    }

    /**
     * Puts files into a tree and takes files away, and makes the folders that are missing.
     *
     * @param tree the tree; empty for a new one
     * @param files the blob of each file by its path; empty for one that goes
     * @return the new tree
     * @throws UserException where a file is in the place of a folder, or the other way round
     */
    ObjectId with(Optional<ObjectId> tree, NavigableMap<String, Optional<ObjectId>> files) throws IOException {
        return insert(changed(tree, files, 0));
    }

    private TreeMap<String, Entry> changed(
            Optional<ObjectId> tree, NavigableMap<String, Optional<ObjectId>> files, int from) throws IOException {
        TreeMap<String, Entry> entries = entries(tree);
        for (var file = files.firstEntry(); file != null; ) {
            String path = file.getKey();
            int slash = path.indexOf('/', from);
            String name = raw(path.substring(from, slash < 0 ? path.length() : slash));
            if (slash < 0) {
                file(entries, name, path, file.getValue());
                file = files.higherEntry(path);
            } else {
                String folder = path.substring(0, slash + 1);
                var inside = files.subMap(folder, true, path.substring(0, slash) + AFTER_SLASH, false);
                folder(entries, name, path, slash, changed(folder(entries, name), inside, slash + 1));
                file = files.higherEntry(inside.lastKey());
            }
        }
        return entries;
    }

    private TreeMap<String, Entry> entries(Optional<ObjectId> tree) throws IOException {
        TreeMap<String, Entry> entries = new TreeMap<>();
        if (tree.isPresent()) {
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree.get());
            for (; !parser.eof(); parser.next()) {
                byte[] name = new byte[parser.getNameLength()];
                parser.getName(name, 0);
                Entry entry =
                        new Entry(new String(name, ISO_8859_1), parser.getEntryFileMode(), parser.getEntryObjectId());
                entries.put(entry.order(), entry);
            }
        }
        return entries;
    }

    private static void file(TreeMap<String, Entry> entries, String name, String path, Optional<ObjectId> blob) {
        if (blob.isEmpty()) {
            entries.remove(name);
            return;
        }
        refuse(entries.containsKey(name + "/"), path, path, "folder");
        entries.put(name, new Entry(name, fileMode(entries.get(name)), blob.get()));
    }

    private void folder(
            TreeMap<String, Entry> entries, String name, String path, int slash, TreeMap<String, Entry> content)
            throws IOException {
        if (content.isEmpty()) {
            entries.remove(name + "/");
            return;
        }
        refuse(entries.containsKey(name), path, path.substring(0, slash), "file");
        Entry entry = new Entry(name, FileMode.TREE, insert(content));
        entries.put(entry.order(), entry);
    }

    private static void refuse(boolean taken, String path, String place, String by) {
        if (taken) {
            throw new UserException(Diagnostic.at(
                    Origin.of(path),
                    "The file can't be written, for " + place + " is a " + by,
                    "Remove or rename that in the deployments repo"));
        }
    }

    /** Names are bytes to git. */
    private static String raw(String name) {
        return new String(name.getBytes(UTF_8), ISO_8859_1);
    }

    private static Optional<ObjectId> folder(TreeMap<String, Entry> entries, String name) {
        return Optional.ofNullable(entries.get(name + "/")).map(Entry::id);
    }

    private static FileMode fileMode(@org.jspecify.annotations.Nullable Entry existing) {
        return existing == null ? FileMode.REGULAR_FILE : existing.mode();
    }

    private ObjectId insert(TreeMap<String, Entry> entries) throws IOException {
        TreeFormatter formatter = new TreeFormatter();
        for (Entry entry : entries.values()) {
            formatter.append(entry.name().getBytes(ISO_8859_1), entry.mode(), entry.id());
        }
        return inserter.insert(formatter);
    }
}
