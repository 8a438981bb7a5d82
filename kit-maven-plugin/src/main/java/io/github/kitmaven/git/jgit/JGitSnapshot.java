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
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads files straight from the objects that were fetched. */
record JGitSnapshot(Repository repository, String branch, String commit, ObjectId tree) implements Snapshot {

    static JGitSnapshot of(Repository repository, Ref branch) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return new JGitSnapshot(
                    repository,
                    branch.getName().substring(Constants.R_HEADS.length()),
                    branch.getObjectId().name(),
                    walk.parseCommit(branch.getObjectId()).getTree().getId());
        }
    }

    @Override
    public Optional<String> read(String path) {
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk found = TreeWalk.forPath(reader, path, tree)) {
            if (found == null) {
                return Optional.empty();
            }
            if (!FileMode.REGULAR_FILE.equals(found.getFileMode())
                    && !FileMode.EXECUTABLE_FILE.equals(found.getFileMode())) {
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

    private static UserException notAText(String path, String message) {
        return new UserException(
                Diagnostic.at(Origin.of(path), message, "Replace it with a YAML file in the deployments repo"));
    }
}
