package io.github.kitmaven.git.jgit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Writes git trees that differ from given ones in one file. */
record TreeWriter(ObjectReader reader, ObjectInserter inserter) {

    private record Entry(String name, FileMode mode, ObjectId id) {
        /** Git orders entries by the bytes of their names, folders as if they ended in a slash. */
        String order() {
            return FileMode.TREE.equals(mode) ? name + "/" : name;
        }
    }

    /**
     * Puts a file into a tree, and makes the folders that are missing.
     *
     * @return the new tree
     * @throws UserException where a file is in the place of a folder, or the other way round
     */
    ObjectId with(ObjectId tree, String path, ObjectId blob) throws IOException {
        return with(Optional.of(tree), path, 0, blob);
    }

    private ObjectId with(Optional<ObjectId> tree, String path, int from, ObjectId blob) throws IOException {
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
        int slash = path.indexOf('/', from);
        String name = new String(
                path.substring(from, slash < 0 ? path.length() : slash).getBytes(UTF_8), ISO_8859_1);
        Entry entry = slash < 0
                ? new Entry(name, fileMode(entries.get(name)), blob)
                : new Entry(name, FileMode.TREE, with(folder(entries, name), path, slash + 1, blob));
        if (entries.containsKey(slash < 0 ? name + "/" : name)) {
            throw new UserException(Diagnostic.at(
                    Origin.of(path),
                    "The file can't be written, for " + path.substring(0, slash < 0 ? path.length() : slash) + " is a "
                            + (slash < 0 ? "folder" : "file"),
                    "Remove or rename that in the deployments repo"));
        }
        entries.put(entry.order(), entry);
        return insert(entries);
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
