package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Remotes;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Opens remote repositories with JGit. What is fetched goes to a bare repository in the temporary folder, one for each
 * opening, so that a run that is killed is in nobody's way. (JGit's repository in memory can't push from a shallow fetch.)
 */
public final class JGitRemotes implements Remotes {

    private final Access access;

    /** Makes it with {@link Access#PLAIN}. */
    public JGitRemotes() {
        this(Access.PLAIN);
    }

    /**
     * Makes it, and keeps JGit from writing to the user's home.
     *
     * @param access how to get to servers
     */
    public JGitRemotes(Access access) {
        QuietSystemReader.install();
        this.access = access;
    }

    @Override
    public RemoteBranch open(RemoteAddress address) {
        try {
            Path folder = Files.createTempDirectory("kit-git-");
            Repository repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build();
            repository.create(true);
            return new JGitBranch(address, repository, access);
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of(
                            "The temporary folder can't be written: " + e.getMessage(),
                            "Free some space there, or name another folder in -Djava.io.tmpdir"),
                    e);
        }
    }
}
