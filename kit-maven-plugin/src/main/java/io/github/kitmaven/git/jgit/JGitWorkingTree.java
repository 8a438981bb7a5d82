package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.Upstream;
import io.github.kitmaven.git.WorkingTree;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.BranchConfig;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** The working tree of a repository of this machine, with JGit. */
public final class JGitWorkingTree implements WorkingTree {

    private final Access access;

    /** Makes it with {@link Access#PLAIN}. */
    public JGitWorkingTree() {
        this(Access.PLAIN);
    }

    /**
     * Makes it, and keeps JGit from writing to the user's home.
     *
     * @param access how to get to servers
     */
    public JGitWorkingTree(Access access) {
        QuietSystemReader.install();
        this.access = access;
    }

    @Override
    public Optional<Upstream> upstream(Path folder) {
        return JGitCheckouts.read(folder, Optional.empty(), repository -> {
            String full = repository.getFullBranch();
            if (full == null || !full.startsWith(Constants.R_HEADS)) {
                return Optional.empty();
            }
            String branch = Repository.shortenRefName(full);
            BranchConfig config = new BranchConfig(repository.getConfig(), branch);
            String remote = Optional.ofNullable(config.getRemote()).orElse(Constants.DEFAULT_REMOTE_NAME);
            String merge = Optional.ofNullable(config.getMerge()).orElse(full);
            String url = repository
                    .getConfig()
                    .getString(ConfigConstants.CONFIG_REMOTE_SECTION, remote, ConfigConstants.CONFIG_KEY_URL);
            return Optional.ofNullable(url)
                    .map(text -> new Upstream(asUrl(folder, text), Repository.shortenRefName(merge)));
        });
    }

    /** Git takes a path for a remote, too. */
    private static String asUrl(Path folder, String remote) {
        return remote.startsWith("/") || remote.startsWith(".")
                ? "file://" + folder.resolve(remote).toAbsolutePath().normalize()
                : remote;
    }

    @Override
    public Optional<String> commit(Path folder, String revision) {
        return JGitCheckouts.read(
                folder,
                Optional.empty(),
                repository -> Optional.ofNullable(repository.resolve(revision + "^{commit}"))
                        .map(ObjectId::name));
    }

    @Override
    public Optional<String> read(Path folder, String commit, String path) {
        return JGitCheckouts.read(folder, Optional.empty(), repository -> {
            try (RevWalk walk = new RevWalk(repository)) {
                ObjectId tree = walk.parseCommit(ObjectId.fromString(commit)).getTree();
                return JGitSnapshot.whole(repository, commit, tree).read(path);
            }
        });
    }

    @Override
    public List<String> files(Path folder, String commit, String under) {
        return JGitCheckouts.read(folder, List.of(), repository -> {
            List<String> files = new ArrayList<>();
            try (RevWalk commits = new RevWalk(repository);
                    TreeWalk walk = new TreeWalk(repository)) {
                walk.addTree(commits.parseCommit(ObjectId.fromString(commit)).getTree());
                walk.setRecursive(true);
                if (!under.isEmpty()) {
                    walk.setFilter(PathFilter.create(under));
                }
                while (walk.next()) {
                    files.add(walk.getPathString());
                }
            }
            return files;
        });
    }

    @Override
    public Optional<String> changed(Path folder) {
        return JGitCheckouts.read(folder, Optional.empty(), repository -> {
            try (Git git = new Git(repository)) {
                Status status = git.status().call();
                Set<String> files = new TreeSet<>(status.getUncommittedChanges());
                return files.stream().findFirst();
            } catch (GitAPIException e) {
                throw new IOException(e.getMessage(), e);
            }
        });
    }

    @Override
    public void fastForward(Path folder, RemoteAddress address, String commit) {
        JGitCheckouts.read(folder, true, repository -> {
            fetch(repository, address);
            try (Git git = new Git(repository)) {
                boolean forward = git.merge()
                        .include(ObjectId.fromString(commit))
                        .setFastForward(FastForwardMode.FF_ONLY)
                        .call()
                        .getMergeStatus()
                        .isSuccessful();
                if (!forward) {
                    throw stuck(commit, null);
                }
            } catch (GitAPIException e) {
                throw stuck(commit, e);
            }
            return true;
        });
    }

    private void fetch(Repository repository, RemoteAddress address) {
        String ref = address.branch().map(branch -> Constants.R_HEADS + branch).orElse(Constants.HEAD);
        Connections connections = new Connections(address, repository, access);
        try (Transport transport = connections.open()) {
            transport.setDepth(null);
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec(ref)));
        } catch (IOException e) {
            throw new Faults(address, connections.login()).of(e);
        }
    }

    private static UserException stuck(String commit, @org.jspecify.annotations.Nullable Exception cause) {
        String why = cause == null ? "" : ": " + cause.getMessage();
        return new UserException(
                Diagnostic.of(
                        "This checkout can't be brought to commit " + commit.substring(0, 10) + why,
                        "See git status; git pull, and deploy from there"),
                cause);
    }
}
