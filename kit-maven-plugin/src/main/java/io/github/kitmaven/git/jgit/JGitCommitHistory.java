package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.CommitHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The commits of the repository that a folder lies in. A shallow clone knows few of them, and says so. */
public final class JGitCommitHistory implements CommitHistory {
    private final Path folder;

    /**
     * Reads the history of a folder's repository, each time it is asked.
     *
     * @param folder the folder, in a repository or not
     */
    public JGitCommitHistory(Path folder) {
        this.folder = folder;
        QuietSystemReader.install();
    }

    @Override
    public Relation relation(String commit, String head) {
        if (commit.equals(head)) {
            return Relation.SAME;
        }
        return JGitCheckouts.read(folder, Relation.UNKNOWN, repository -> relation(repository, commit, head));
    }

    private static Relation relation(Repository repository, String commit, String head) throws IOException {
        Optional<RevCommit> one = find(repository, commit);
        Optional<RevCommit> other = find(repository, head);
        if (one.isEmpty() || other.isEmpty()) {
            return Relation.UNKNOWN;
        }
        if (isMerged(repository, one.get(), other.get())) {
            return Relation.ANCESTOR;
        }
        if (isMerged(repository, other.get(), one.get())) {
            return Relation.DESCENDANT;
        }
        boolean shallow = Files.exists(repository.getDirectory().toPath().resolve("shallow"));
        return shallow ? Relation.UNKNOWN : Relation.DIVERGED;
    }

    private static Optional<RevCommit> find(Repository repository, String id) throws IOException {
        if (!ObjectId.isId(id)) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(walk.parseCommit(ObjectId.fromString(id)));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty(); // this clone lacks it, which is an answer
        }
    }

    /** With a walk of its own: JGit's marks of one question would stand in the way of the next. */
    private static boolean isMerged(Repository repository, RevCommit base, RevCommit tip) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(base), walk.parseCommit(tip));
        }
    }
}
