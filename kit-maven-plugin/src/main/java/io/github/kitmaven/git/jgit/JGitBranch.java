package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.util.FileUtils;

/** One branch, fetched into a repository that nobody else sees. */
final class JGitBranch implements RemoteBranch {
    private final Repository local;
    private final Connections connections;
    private final BranchLookup lookup;
    private final Faults faults;
    private Set<ObjectId> fetched = Set.of();

    JGitBranch(RemoteAddress address, Repository local) {
        this.local = local;
        this.connections = new Connections(address, local);
        this.lookup = new BranchLookup(address);
        this.faults = new Faults(address);
    }

    @Override
    public Snapshot fetch() {
        try (Transport transport = connections.open();
                FetchConnection server = transport.openFetch(List.of(), BranchLookup.prefixes())) {
            Ref branch = lookup.find(server);
            if (!fetched.contains(branch.getObjectId())) {
                server.fetch(NullProgressMonitor.INSTANCE, List.of(branch), fetched);
                fetched = Set.of(branch.getObjectId());
            }
            return JGitSnapshot.of(local, branch);
        } catch (IOException e) {
            throw faults.of(e);
        }
    }

    @Override
    public PushResult push(Snapshot base, Edit edit) {
        String ref = Constants.R_HEADS + base.branch();
        ObjectId parent = ObjectId.fromString(base.commit());
        try (Transport transport = connections.openForPush()) {
            ObjectId commit = new CommitWriter(local).write(parent, edit);
            var update = new RemoteRefUpdate(local, ref, commit, ref, false, null, parent);
            String printed = transport
                    .push(NullProgressMonitor.INSTANCE, List.of(update))
                    .getMessages();
            return new Verdict(faults).of(update, printed);
        } catch (IOException e) {
            throw faults.of(e);
        }
    }

    @Override
    public List<String> messages(Snapshot head) {
        try {
            return new CommitMessages(connections.address()).from(ObjectId.fromString(head.commit()));
        } catch (IOException e) {
            throw faults.of(e);
        }
    }

    /** Where the fetched objects are until it is closed. */
    Path folder() {
        return local.getDirectory().toPath();
    }

    @Override
    public void close() {
        local.close();
        try {
            FileUtils.delete(local.getDirectory(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
        } catch (IOException e) {
            // what was pushed stays pushed; the system clears its temporary folder of what is left
            local.getDirectory().deleteOnExit();
        }
    }
}
