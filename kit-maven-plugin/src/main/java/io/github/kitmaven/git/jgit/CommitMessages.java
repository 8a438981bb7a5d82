package io.github.kitmaven.git.jgit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.util.FileUtils;

/**
 * Reads the messages of a branch's last commits. They are fetched without folders and files, where the server can, into a repository of their own:
 * the one that the edit is made in must not know commits whose files it lacks.
 */
record CommitMessages(Connections connections) {
    static final int MOST = 1000;
    /** All that their files hold comes with them, once. */
    static final int MOST_WITH_FILES = 100;

    private static final String COMMITS_ALONE = "tree:0";

    /**
     * Reads them.
     *
     * @param head the newest commit
     * @return the messages, newest first; of fewer commits where the server can't leave files out
     */
    List<String> from(ObjectId head) throws IOException {
        Path folder = Files.createTempDirectory("kit-git-");
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
            repository.create(true);
            fetch(repository);
            return messages(repository, head);
        } finally {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.IGNORE_ERRORS);
        }
    }

    private void fetch(Repository repository) throws IOException {
        if (connections.address().url().startsWith("file:")) {
            fetch(
                    repository,
                    MOST,
                    FilterSpec.NO_FILTER); // files of this machine cost little, and JGit's end filters nothing
            return;
        }
        try {
            fetch(repository, MOST, FilterSpec.fromFilterLine(COMMITS_ALONE));
        } catch (TransportException e) {
            if (!String.valueOf(e.getMessage()).contains(JGitText.get().filterRequiresCapability)) {
                throw e;
            }
            fetch(repository, MOST_WITH_FILES, FilterSpec.NO_FILTER);
        }
    }

    private void fetch(Repository repository, int depth, FilterSpec filter) throws IOException {
        try (Transport transport = connections.of(repository).open()) {
            transport.setDepth(depth);
            transport.setFilterSpec(filter);
            try (FetchConnection server = transport.openFetch(List.of(), BranchLookup.prefixes())) {
                Ref branch = new BranchLookup(connections.address()).find(server);
                server.fetch(NullProgressMonitor.INSTANCE, List.of(branch), Set.of());
            }
        }
    }

    private static List<String> messages(Repository repository, ObjectId head) throws IOException {
        List<String> messages = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit : walk) {
                messages.add(commit.getFullMessage());
            }
        } catch (MissingObjectException e) {
            return List.of(); // the branch was pushed by force meanwhile; the push will be outrun, and made again
        }
        return messages;
    }
}
