package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Writes a commit: the changed files, the folders on the way to them, and nothing else. */
record CommitWriter(Repository repository, Access access) {

    ObjectId write(ObjectId parent, Edit edit) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(inserter.newReader())) {
            boolean first = parent.equals(ObjectId.zeroId());
            NavigableMap<String, Optional<ObjectId>> files = new TreeMap<>();
            edit.removed().forEach(path -> files.put(path, Optional.empty()));
            for (var file : edit.files().entrySet()) {
                byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
                files.put(file.getKey(), Optional.of(inserter.insert(Constants.OBJ_BLOB, text)));
            }
            Optional<ObjectId> before = first
                    ? Optional.empty()
                    : Optional.of(walk.parseCommit(parent).getTree());
            ObjectId tree = new TreeWriter(walk.getObjectReader(), inserter).with(before, files);
            if (access.sign()) {
                inserter.flush();
                return new SigningGit(repository.getDirectory().toPath(), access.environment())
                        .commit(tree, parent, edit);
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            if (!first) {
                commit.setParentId(parent);
            }
            commit.setAuthor(now(edit.committer()));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage(edit.message());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private static PersonIdent now(Person person) {
        return new PersonIdent(person.name(), person.email(), Instant.now(), ZoneId.systemDefault());
    }
}
