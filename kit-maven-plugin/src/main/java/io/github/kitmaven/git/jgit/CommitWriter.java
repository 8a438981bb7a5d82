package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.git.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
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
            ObjectId tree = walk.parseCommit(parent).getTree();
            TreeWriter trees = new TreeWriter(walk.getObjectReader(), inserter);
            for (var file : edit.files().entrySet()) {
                ObjectId blob =
                        inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
                tree = trees.with(tree, file.getKey(), blob);
            }
            if (access.sign()) {
                inserter.flush();
                return new SigningGit(repository.getDirectory().toPath(), access.environment())
                        .commit(tree, parent, edit);
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setParentId(parent);
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
