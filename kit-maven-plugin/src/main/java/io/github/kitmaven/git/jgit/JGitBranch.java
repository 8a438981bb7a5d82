package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.util.FileUtils;

/** One branch, fetched into a repository that nobody else sees. */
final class JGitBranch implements RemoteBranch {
    private static final FilterSpec WITHOUT_BLOBS = filter("blob:none");
    private static final String NO_REF = "refs/kit/none";

    private final RemoteAddress address;
    private final Repository local;
    private final Connections connections;
    private final BranchLookup lookup;
    private final Faults faults;
    private Set<ObjectId> fetched = Set.of();
    private Optional<Ref> pushed = Optional.empty();
    private boolean filters = true;

    JGitBranch(RemoteAddress address, Repository local, Access access) {
        this.address = address;
        this.local = local;
        this.connections = new Connections(address, local, access);
        this.lookup = new BranchLookup(address);
        this.faults = new Faults(address, connections.login());
    }

    @Override
    public Snapshot fetch() {
        try {
            Ref branch = filters ? fetchWithoutBlobs() : fetchAll();
            Optional<Snapshot> pending = Optional.empty();
            if (pushed.isPresent()) {
                pending = Optional.of(
                        JGitSnapshot.of(local, pushed.get(), this::fetchBlobs, address.pushBranch(), pending));
            }
            return JGitSnapshot.of(local, branch, this::fetchBlobs, address.pushBranch(), pending);
        } catch (IOException e) {
            throw faults.of(e);
        }
    }

    @Override
    public Snapshot fetchOrEmpty() {
        try {
            return exists()
                    ? fetch()
                    : JGitSnapshot.empty(local, address.branch().orElseThrow());
        } catch (IOException e) {
            throw faults.of(e);
        }
    }

    private boolean exists() throws IOException {
        try (Transport transport = connections.open();
                FetchConnection server = transport.openFetch(List.of(), BranchLookup.prefixes())) {
            return lookup.findNamed(server).isPresent();
        }
    }

    private Ref fetchWithoutBlobs() throws IOException {
        try {
            return fetch(WITHOUT_BLOBS);
        } catch (TransportException e) {
            if (!String.valueOf(e.getMessage()).contains(JGitText.get().filterRequiresCapability)) {
                throw e;
            }
            filters = false;
            return fetchAll();
        }
    }

    private Ref fetchAll() throws IOException {
        return fetch(FilterSpec.NO_FILTER);
    }

    private Ref fetch(FilterSpec filter) throws IOException {
        try (Transport transport = connections.open()) {
            transport.setFilterSpec(filter);
            try (FetchConnection server = transport.openFetch(List.of(), BranchLookup.prefixes())) {
                Ref branch = lookup.find(server);
                pushed = address.pushBranch().map(name -> server.getRef(Constants.R_HEADS + name));
                List<Ref> wanted = Stream.concat(Stream.of(branch), pushed.stream())
                        .filter(ref -> !fetched.contains(ref.getObjectId()))
                        .toList();
                if (!wanted.isEmpty()) {
                    server.fetch(NullProgressMonitor.INSTANCE, wanted, fetched);
                    fetched = Stream.concat(Stream.of(branch), pushed.stream())
                            .map(Ref::getObjectId)
                            .collect(Collectors.toSet());
                }
                return branch;
            }
        }
    }

    /** A server that filters need not hand out single objects: then all that the branch holds is fetched after all. */
    private void fetchBlobs(Set<ObjectId> blobs) {
        try {
            fetchObjects(blobs);
        } catch (IOException e) {
            filters = false;
            fetched = Set.of();
            fetch();
        }
    }

    private void fetchObjects(Set<ObjectId> objects) throws IOException {
        try (Transport transport = connections.open()) {
            transport.setDepth(null);
            try (FetchConnection server = transport.openFetch(List.of(), NO_REF)) {
                List<Ref> wanted = objects.stream()
                        .<Ref>map(id -> new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id))
                        .toList();
                server.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
            }
        }
    }

    @Override
    public PushResult push(Snapshot base, Edit edit) {
        String ref = Constants.R_HEADS + address.pushBranch().orElse(base.branch());
        ObjectId parent = ObjectId.fromString(base.commit());
        boolean elsewhere = address.pushBranch().isPresent();
        ObjectId old = elsewhere ? pushed.map(Ref::getObjectId).orElse(ObjectId.zeroId()) : parent;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Transport transport = connections.openForPush()) {
            ObjectId commit = new CommitWriter(local, connections.access()).write(parent, edit);
            var update = new RemoteRefUpdate(local, ref, commit, ref, elsewhere, null, old);
            String said = transport
                    .push(NullProgressMonitor.INSTANCE, List.of(update), printed)
                    .getMessages();
            return new Verdict(faults).of(update, said);
        } catch (IOException e) {
            throw faults.of(e, printed.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public List<String> messages(Snapshot head) {
        try {
            return new CommitMessages(connections).from(ObjectId.fromString(head.commit()));
        } catch (IOException e) {
            throw faults.of(e);
        }
    }

    private static FilterSpec filter(String line) {
        try {
            return FilterSpec.fromFilterLine(line);
        } catch (PackProtocolException e) {
            throw new IllegalArgumentException(e);
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
