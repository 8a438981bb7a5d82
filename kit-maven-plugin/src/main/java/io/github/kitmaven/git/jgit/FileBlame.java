package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Blame;
import io.github.kitmaven.git.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The lines of one file of a work tree, led to those of the last commit, and through history from there. */
final class FileBlame {
    private final Repository repository;
    private final Path file;
    private final String name;
    private final Map<Integer, Blame> found = new HashMap<>();

    FileBlame(Repository repository, Path file, String name) {
        this.repository = repository;
        this.file = file;
        this.name = name;
    }

    /** Blames lines, counted from 1. */
    Map<Integer, Blame> of(Collection<Integer> lines) throws IOException {
        try {
            blame(lines);
        } catch (MissingObjectException e) {
            lines.forEach(line -> found.putIfAbsent(line, new Blame.Missing()));
        }
        return found;
    }

    private void blame(Collection<Integer> lines) throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        Map<Integer, Integer> wanted = head == null ? Map.of() : committed(lines, head);
        lines.stream()
                .filter(line -> !wanted.containsValue(line))
                .forEach(line -> found.put(line, new Blame.Uncommitted()));
        if (head != null && !wanted.isEmpty()) {
            walk(head, new HashMap<>(wanted));
        }
    }

    /** Finds which lines the last commit has, by their index there, counted from 0. */
    private Map<Integer, Integer> committed(Collection<Integer> lines, ObjectId head) throws IOException {
        Map<Integer, Integer> wanted = new HashMap<>();
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk path = TreeWalk.forPath(
                        repository, name, walk.parseCommit(head).getTree())) {
            if (path == null || !Files.isRegularFile(file)) {
                return wanted;
            }
            RawText before = new RawText(repository.open(path.getObjectId(0)).getBytes());
            RawText after = new RawText(Files.readAllBytes(file));
            // git may have checked the file out with other line ends than it keeps
            var edits = new HistogramDiff().diff(RawTextComparator.WS_IGNORE_TRAILING, before, after);
            for (int line : lines) {
                indexBefore(line - 1, edits).ifPresent(index -> wanted.put(index, line));
            }
        }
        return wanted;
    }

    private static OptionalInt indexBefore(int line, Iterable<Edit> edits) {
        int shift = 0;
        for (Edit edit : edits) {
            if (edit.getEndB() > line) {
                return edit.getBeginB() <= line ? OptionalInt.empty() : OptionalInt.of(line + shift);
            }
            shift += edit.getLengthA() - edit.getLengthB();
        }
        return OptionalInt.of(line + shift);
    }

    private void walk(ObjectId head, Map<Integer, Integer> wanted) throws IOException {
        Set<ObjectId> shallow = repository.getObjectDatabase().getShallowCommits();
        try (BlameGenerator generator = new BlameGenerator(repository, name)) {
            generator.push(null, head);
            while (!wanted.isEmpty() && generator.next()) {
                RevCommit commit = generator.getSourceCommit();
                for (int line = generator.getResultStart(); line < generator.getResultEnd(); line++) {
                    Integer asked = wanted.remove(line);
                    if (asked != null) {
                        found.put(asked, changed(commit, shallow));
                    }
                }
            }
        }
    }

    private Blame changed(RevCommit commit, Set<ObjectId> shallow) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(commit);
            PersonIdent author = parsed.getAuthorIdent();
            return new Blame.Changed(
                    parsed.name(),
                    new Person(author.getName(), author.getEmailAddress()),
                    author.getWhenAsInstant(),
                    parsed.getShortMessage(),
                    shallow.contains(parsed.getId()));
        }
    }
}
