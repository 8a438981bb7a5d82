package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Edit;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Lets git make a commit, which signs it as its configuration says: with gpg or ssh, and the key of {@code user.signingKey}.
 *
 * @param repository the folder of the repository that has the tree
 * @see <a href="https://git-scm.com/docs/git-commit-tree">git-commit-tree</a>
 */
record SigningGit(Path repository, Map<String, String> environment) {
    private static final int SECONDS = 60;

    ObjectId commit(ObjectId tree, ObjectId parent, Edit edit) throws IOException {
        Path errors = Files.createTempFile("kit-sign", ".txt");
        try {
            Process git = start(tree, parent, edit, errors);
            try (OutputStream in = git.getOutputStream()) {
                in.write(edit.message().getBytes(StandardCharsets.UTF_8));
            }
            String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!git.waitFor(SECONDS, TimeUnit.SECONDS) || git.exitValue() != 0) {
                git.destroy();
                throw failed(Files.readString(errors));
            }
            return ObjectId.fromString(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private Process start(ObjectId tree, ObjectId parent, Edit edit, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "git",
                        "--git-dir=" + repository,
                        "commit-tree",
                        "-S",
                        tree.name(),
                        "-p",
                        parent.name(),
                        "-F",
                        "-")
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        for (String who : new String[] {"AUTHOR", "COMMITTER"}) {
            builder.environment().put("GIT_" + who + "_NAME", edit.committer().name());
            builder.environment().put("GIT_" + who + "_EMAIL", edit.committer().email());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private static UserException failed(String why) {
        return new UserException(Diagnostic.of(
                "The commit can't be signed: " + why.strip().replaceAll("\\s*\\R\\s*", "; "),
                "Configure git's user.signingKey and gpg.format as for git commit -S, or leave out kit.sign"));
    }
}
