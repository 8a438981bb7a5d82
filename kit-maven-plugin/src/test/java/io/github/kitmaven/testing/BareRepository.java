package io.github.kitmaven.testing;

import io.github.kitmaven.git.jgit.JGitRemotes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare git repository in a folder of this machine, written and read past the code under test. */
public final class BareRepository {
    static {
        new JGitRemotes(); // keeps JGit from measuring the file system and writing to the home folder
    }

    private final Path folder;

    private BareRepository(Path folder) {
        this.folder = folder;
    }

    /** One that is there already. */
    public static BareRepository at(Path folder) {
        return new BareRepository(folder);
    }

    /** Makes an empty one, whose HEAD names the branch {@code main}. */
    public static BareRepository empty(Path folder) {
        return new BareRepository(folder).with(repository -> {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link("refs/heads/main");
        });
    }

    /** Makes one with a first commit. */
    public static BareRepository of(Path folder, Map<String, String> files) {
        return empty(folder).commit("main", FileMode.REGULAR_FILE, files);
    }

    public Path folder() {
        return folder;
    }

    public String url() {
        return "file://" + folder;
    }

    /** Makes a branch anew with a single commit, whatever it was before. */
    public BareRepository force(String branch, Map<String, String> files) {
        return with(repository -> {
                    RefUpdate update = repository.updateRef("refs/heads/" + branch);
                    update.setForceUpdate(true);
                    update.delete();
                })
                .commit(branch, FileMode.REGULAR_FILE, files);
    }

    /** Commits files, in place of all that were there; makes the branch where it is new. */
    public BareRepository commit(String branch, FileMode mode, Map<String, String> files) {
        return with(repository -> {
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                DirCache index = DirCache.newInCore();
                DirCacheBuilder builder = index.builder();
                for (var file : files.entrySet()) {
                    DirCacheEntry entry = new DirCacheEntry(file.getKey());
                    entry.setFileMode(mode);
                    entry.setObjectId(
                            inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
                    builder.add(entry);
                }
                builder.finish();
                CommitBuilder commit = new CommitBuilder();
                commit.setTreeId(index.writeTree(inserter));
                commit.setAuthor(new PersonIdent("seed", "seed@example.com"));
                commit.setCommitter(commit.getAuthor());
                commit.setMessage("Seed");
                Optional.ofNullable(repository.resolve("refs/heads/" + branch)).ifPresent(commit::setParentId);
                ObjectId id = inserter.insert(commit);
                inserter.flush();
                RefUpdate update = repository.updateRef("refs/heads/" + branch);
                update.setNewObjectId(id);
                update.update();
            }
        });
    }

    /** Lets who fetches leave objects out. */
    public BareRepository allowFilter() {
        return with(repository -> {
            repository.getConfig().setBoolean("uploadpack", null, "allowFilter", true);
            repository.getConfig().save();
        });
    }

    /** The text of a file on a branch; empty where there is none. */
    public Optional<String> read(String branch, String path) {
        List<String> found = new ArrayList<>();
        with(repository -> {
            try (RevWalk walk = new RevWalk(repository);
                    TreeWalk file = TreeWalk.forPath(
                            repository,
                            path,
                            walk.parseCommit(head(repository, branch)).getTree())) {
                if (file != null) {
                    found.add(new String(repository.open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
                }
            }
        });
        return found.stream().findFirst();
    }

    /** The mode of a file on a branch. */
    public FileMode mode(String branch, String path) {
        List<FileMode> found = new ArrayList<>();
        with(repository -> {
            try (RevWalk walk = new RevWalk(repository);
                    TreeWalk file = TreeWalk.forPath(
                            repository,
                            path,
                            walk.parseCommit(head(repository, branch)).getTree())) {
                found.add(file.getFileMode());
            }
        });
        return found.get(0);
    }

    /** The commits of a branch, newest first, parsed. */
    public List<RevCommit> log(String branch) {
        List<RevCommit> commits = new ArrayList<>();
        with(repository -> {
            try (RevWalk walk = new RevWalk(repository)) {
                walk.markStart(walk.parseCommit(head(repository, branch)));
                walk.forEach(commits::add);
            }
        });
        return commits;
    }

    private static ObjectId head(Repository repository, String branch) throws IOException {
        return Optional.ofNullable(repository.resolve("refs/heads/" + branch)).orElseThrow();
    }

    private interface Work {
        void on(Repository repository) throws IOException;
    }

    private BareRepository with(Work work) {
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
            work.on(repository);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
