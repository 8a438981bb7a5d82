package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.CommitLog;
import io.github.kitmaven.git.Person;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.CommitTimeRevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Reads commits with JGit: one walk for all files, that compares trees and opens only what differs. */
public final class JGitCommitLog implements CommitLog {

    /** Makes it, and keeps JGit from writing to the user's home. */
    public JGitCommitLog() {
        QuietSystemReader.install();
    }

    @Override
    public Optional<Commit> find(Path folder, String revision) {
        return JGitCheckouts.read(folder, Optional.empty(), repository -> {
            Optional<ObjectId> id = resolve(repository, revision);
            return id.isEmpty() ? Optional.empty() : Optional.of(commit(repository, id.get()));
        });
    }

    private static Commit commit(Repository repository, ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return commit(walk.parseCommit(id), shallow(repository));
        }
    }

    @Override
    public Optional<Commit> at(Path folder, Instant time) {
        return JGitCheckouts.read(folder, Optional.empty(), repository -> {
            try (RevWalk walk = new RevWalk(repository)) {
                if (!start(repository, walk)) {
                    return Optional.empty();
                }
                // JGit knows whole seconds, and takes "before" to include the second itself
                walk.setRevFilter(CommitTimeRevFilter.before(time));
                RevCommit newest = walk.next();
                return newest == null ? Optional.empty() : Optional.of(commit(newest, shallow(repository)));
            }
        });
    }

    @Override
    public List<String> upTo(Path folder, String commit) {
        return JGitCheckouts.read(folder, List.of(), repository -> {
            List<String> ids = new ArrayList<>();
            try (RevWalk walk = new RevWalk(repository)) {
                walk.setRetainBody(false);
                walk.markStart(walk.parseCommit(ObjectId.fromString(commit)));
                walk.forEach(each -> ids.add(each.name()));
            }
            return ids;
        });
    }

    @Override
    public Optional<List<Changes>> changes(Path folder, Set<String> paths) {
        return JGitCheckouts.read(folder, Optional.empty(), repository -> {
            try (RevWalk walk = new RevWalk(repository);
                    ObjectReader reader = repository.newObjectReader()) {
                if (!start(repository, walk)) {
                    return Optional.empty();
                }
                List<Changes> changes = new ArrayList<>();
                if (paths.isEmpty()) {
                    return Optional.of(changes);
                }
                String prefix = prefix(repository, folder);
                TreeFilter files = AndTreeFilter.create(
                        PathFilterGroup.createFromStrings(
                                paths.stream().map(path -> prefix + path).toList()),
                        TreeFilter.ANY_DIFF);
                walk.setTreeFilter(files);
                walk.setRewriteParents(false);
                Set<ObjectId> shallow = shallow(repository);
                for (RevCommit commit : walk) {
                    List<File> changed = new ArrayList<>();
                    differing(
                            reader,
                            commit,
                            files,
                            walk,
                            found -> changed.add(new File(
                                    found.getPathString().substring(prefix.length()),
                                    text(reader, found.getFileMode(0), found.getObjectId(0)))));
                    if (!changed.isEmpty()) {
                        changes.add(new Changes(commit(commit, shallow), changed));
                    }
                }
                return Optional.of(changes);
            }
        });
    }

    @Override
    public List<Touched> between(Path folder, Optional<String> after, String upTo) {
        return JGitCheckouts.read(folder, List.of(), repository -> {
            try (RevWalk walk = new RevWalk(repository);
                    ObjectReader reader = repository.newObjectReader()) {
                walk.markStart(walk.parseCommit(ObjectId.fromString(upTo)));
                if (after.isPresent()) {
                    walk.markUninteresting(walk.parseCommit(ObjectId.fromString(after.get())));
                }
                String prefix = prefix(repository, folder);
                TreeFilter files = prefix.isEmpty()
                        ? TreeFilter.ANY_DIFF
                        : AndTreeFilter.create(PathFilter.create(prefix), TreeFilter.ANY_DIFF);
                Set<ObjectId> shallow = shallow(repository);
                List<Touched> touched = new ArrayList<>();
                for (RevCommit commit : walk) {
                    List<String> paths = new ArrayList<>();
                    differing(
                            reader,
                            commit,
                            files,
                            walk,
                            found -> paths.add(found.getPathString().substring(prefix.length())));
                    if (!paths.isEmpty()) {
                        touched.add(new Touched(commit(commit, shallow), paths));
                    }
                }
                return touched;
            }
        });
    }

    private interface Found {
        void file(TreeWalk file) throws IOException;
    }

    /** The files that no parent has so: a merge is told of only where it is more than its parents. */
    private static void differing(ObjectReader reader, RevCommit commit, TreeFilter files, RevWalk walk, Found found)
            throws IOException {
        try (TreeWalk trees = new TreeWalk(reader)) {
            trees.addTree(commit.getTree());
            for (RevCommit parent : commit.getParents()) {
                walk.parseHeaders(parent);
                trees.addTree(parent.getTree());
            }
            if (commit.getParentCount() == 0) {
                trees.addTree(new org.eclipse.jgit.treewalk.EmptyTreeIterator());
            }
            trees.setRecursive(true);
            trees.setFilter(files);
            while (trees.next()) {
                boolean differs = true;
                for (int parent = 1; parent < trees.getTreeCount(); parent++) {
                    differs &= !trees.idEqual(0, parent) || trees.getRawMode(0) != trees.getRawMode(parent);
                }
                if (differs) {
                    found.file(trees);
                }
            }
        }
    }

    @Override
    public void export(Path folder, String commit, Predicate<String> wanted, Path to) {
        JGitCheckouts.read(folder, true, repository -> {
            try (RevWalk walk = new RevWalk(repository);
                    TreeWalk files = new TreeWalk(repository)) {
                String prefix = prefix(repository, folder);
                files.addTree(walk.parseCommit(ObjectId.fromString(commit)).getTree());
                if (!prefix.isEmpty()) {
                    files.setFilter(PathFilter.create(prefix));
                }
                while (files.next()) {
                    if (files.getPathString().startsWith(prefix)) {
                        export(files, files.getPathString().substring(prefix.length()), wanted, to);
                    }
                    if (files.isSubtree()) {
                        files.enterSubtree();
                    }
                }
            }
            return true;
        });
    }

    private static void export(TreeWalk entry, String path, Predicate<String> wanted, Path to) throws IOException {
        Path file = to.resolve(path).normalize();
        if (!file.startsWith(to)) {
            return; // no git makes such a name; whoever does means no good
        }
        if (entry.getFileMode(0) == FileMode.TREE) {
            Files.createDirectories(file);
        } else if (isFile(entry.getFileMode(0)) && wanted.test(path)) {
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getObjectReader().open(entry.getObjectId(0)).getBytes());
        }
    }

    private static Optional<String> text(ObjectReader reader, FileMode mode, ObjectId id) throws IOException {
        if (!isFile(mode)) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(reader.open(id).getBytes());
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // nothing that an image could stand in
        }
    }

    private static boolean isFile(FileMode mode) {
        return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }

    private static boolean start(Repository repository, RevWalk walk) throws IOException {
        Optional<ObjectId> head = resolve(repository, Constants.HEAD);
        if (head.isPresent()) {
            walk.markStart(walk.parseCommit(head.get()));
        }
        return head.isPresent();
    }

    private static Optional<ObjectId> resolve(Repository repository, String revision) throws IOException {
        return Optional.ofNullable(repository.resolve(revision + "^{commit}"));
    }

    private static Set<ObjectId> shallow(Repository repository) throws IOException {
        return repository.getObjectDatabase().getShallowCommits();
    }

    private static Commit commit(RevCommit commit, Set<ObjectId> shallow) {
        PersonIdent author = commit.getAuthorIdent();
        return new Commit(
                commit.name(),
                new Person(author.getName(), author.getEmailAddress()),
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getFullMessage(),
                shallow.contains(commit.getId()));
    }

    /** Where the folder is in the repository: empty for its root, or else with a slash at the end. */
    private static String prefix(Repository repository, Path folder) throws IOException {
        if (repository.isBare()) {
            return "";
        }
        Path root = repository.getWorkTree().toPath().toRealPath();
        String path = root.relativize(folder.toRealPath()).toString().replace('\\', '/');
        return path.isEmpty() ? "" : path + "/";
    }
}
