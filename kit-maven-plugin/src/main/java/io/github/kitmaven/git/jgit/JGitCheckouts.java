package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Checkout;
import io.github.kitmaven.git.Checkouts;
import io.github.kitmaven.git.Person;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.util.SystemReader;

/** Reads repositories of this machine with JGit. */
public final class JGitCheckouts implements Checkouts {

    /** Makes it, and keeps JGit from writing to the user's home. */
    public JGitCheckouts() {
        QuietSystemReader.install();
    }

    @Override
    public Optional<Checkout> at(Path folder) {
        return read(folder, Optional.empty(), repository -> Optional.of(checkout(repository)));
    }

    @Override
    public boolean isDirty(Path folder) {
        return read(folder, false, repository -> {
            if (repository.isBare()) {
                return false;
            }
            IndexDiff diff = new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
            diff.setIgnoreSubmoduleMode(IgnoreSubmoduleMode.ALL);
            diff.diff();
            return Stream.of(
                            diff.getAdded(),
                            diff.getChanged(),
                            diff.getRemoved(),
                            diff.getModified(),
                            diff.getMissing())
                    .anyMatch(files -> !files.isEmpty());
        });
    }

    @Override
    public Optional<Person> user(Path folder) {
        Optional<Person> none = Optional.empty();
        return read(folder, none, repository -> person(repository.getConfig())).or(() -> person(userConfig()));
    }

    interface Reading<T> {
        T of(Repository repository) throws IOException;
    }

    static <T> T read(Path folder, T otherwise, Reading<T> reading) {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            return otherwise;
        }
        try (Repository repository = builder.build()) {
            return reading.of(repository);
        } catch (IOException | IllegalArgumentException e) { // the latter is JGit's word for a broken configuration
            throw new UserException(
                    Diagnostic.of(
                            "The git repository of " + folder + " can't be read: " + e.getMessage(),
                            "See what git status says there"),
                    e);
        }
    }

    private static Checkout checkout(Repository repository) throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        Optional<String> branch = Optional.ofNullable(head)
                .filter(Ref::isSymbolic)
                .map(ref -> Repository.shortenRefName(ref.getTarget().getName()));
        ObjectId commit = head == null ? null : head.getObjectId();
        return new Checkout(
                root(repository), branch, commit == null ? Optional.empty() : Optional.of(head(repository, commit)));
    }

    private static Checkout.Head head(Repository repository, ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            return new Checkout.Head(
                    commit.name(),
                    commit.getShortMessage(),
                    commit.getCommitterIdent().getWhenAsInstant());
        }
    }

    private static Path root(Repository repository) {
        return (repository.isBare() ? repository.getDirectory() : repository.getWorkTree()).toPath();
    }

    private static Config userConfig() {
        try {
            return SystemReader.getInstance().getUserConfig();
        } catch (IOException | ConfigInvalidException e) {
            throw new UserException(
                    Diagnostic.of(
                            "The user's git configuration can't be read: " + e.getMessage(),
                            "Mend it, or set kit.committer.name and kit.committer.email"),
                    e);
        }
    }

    private static Optional<Person> person(Config config) {
        Optional<String> name = Optional.ofNullable(config.getString("user", null, "name"));
        Optional<String> email = Optional.ofNullable(config.getString("user", null, "email"));
        return name.flatMap(n -> email.map(e -> new Person(n, e)));
    }
}
