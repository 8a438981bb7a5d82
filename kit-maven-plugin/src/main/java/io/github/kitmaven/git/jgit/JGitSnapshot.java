package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Reads files straight from the objects that were fetched.
 *
 * @param missing fetches blobs that were left out
 * @param pushedTo the name of the branch that is pushed to
 * @param pending the branch that is pushed to instead
 */
record JGitSnapshot(
        Repository repository,
        String branch,
        String commit,
        ObjectId tree,
        Consumer<Set<ObjectId>> missing,
        String pushedTo,
        Optional<Snapshot> pending)
        implements Snapshot {

    static JGitSnapshot of(
            Repository repository,
            Ref branch,
            Consumer<Set<ObjectId>> missing,
            Optional<String> pushBranch,
            Optional<Snapshot> pending)
            throws IOException {
        String name = branch.getName().substring(Constants.R_HEADS.length());
        try (RevWalk walk = new RevWalk(repository)) {
            return new JGitSnapshot(
                    repository,
                    name,
                    branch.getObjectId().name(),
                    walk.parseCommit(branch.getObjectId()).getTree().getId(),
                    missing,
                    pushBranch.orElse(name),
                    pending);
        }
    }

    /** One of a repository that has all its objects. */
    static JGitSnapshot whole(Repository repository, String commit, ObjectId tree) {
        return new JGitSnapshot(repository, commit, commit, tree, blobs -> {}, commit, Optional.empty());
    }

    /** One of a branch that does not exist yet. */
    static JGitSnapshot empty(Repository repository, String branch) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = inserter.insert(new TreeFormatter());
            inserter.flush();
            String none = ObjectId.zeroId().name();
            return new JGitSnapshot(repository, branch, none, tree, blobs -> {}, branch, Optional.empty());
        }
    }

    @Override
    public boolean has(String path) {
        return blob(path).isPresent();
    }

    @Override
    public boolean has(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
            return blob(path)
                    .filter(ids.idFor(Constants.OBJ_BLOB, bytes)::equals)
                    .isPresent();
        }
    }

    private Optional<ObjectId> blob(String path) {
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk found = TreeWalk.forPath(reader, path, tree)) {
            return found == null || !isFile(found) ? Optional.empty() : Optional.of(found.getObjectId(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void prepare(Collection<String> paths) {
        try (ObjectReader reader = repository.newObjectReader()) {
            Set<ObjectId> blobs = new HashSet<>();
            for (String path : paths) {
                try (TreeWalk found = TreeWalk.forPath(reader, path, tree)) {
                    if (found != null && isFile(found) && !reader.has(found.getObjectId(0))) {
                        blobs.add(found.getObjectId(0));
                    }
                }
            }
            if (!blobs.isEmpty()) {
                missing.accept(blobs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> read(String path) {
        prepare(Set.of(path));
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk found = TreeWalk.forPath(reader, path, tree)) {
            if (found == null) {
                return Optional.empty();
            }
            if (!isFile(found)) {
                throw notAText(path, "This is a folder, a link or a submodule, not a file");
            }
            byte[] bytes = reader.open(found.getObjectId(0)).getBytes();
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw notAText(path, "This is not UTF-8 text");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFile(TreeWalk entry) {
        FileMode mode = entry.getFileMode();
        return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }

    private static UserException notAText(String path, String message) {
        return new UserException(
                Diagnostic.at(Origin.of(path), message, "Replace it with a YAML file in the deployments repo"));
    }
}
