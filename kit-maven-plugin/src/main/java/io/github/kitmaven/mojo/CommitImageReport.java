package io.github.kitmaven.mojo;

import io.github.kitmaven.goal.CommitImageResult;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.DryRun;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.CommitImageResult.NotDeployable;
import io.github.kitmaven.goal.CommitImageResult.OfFile;
import io.github.kitmaven.goal.CommitImageResult.OfFork;
import io.github.kitmaven.goal.CommitImageResult.Several;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Tells the log of the build what became of its images. */
record CommitImageReport(Log log) {

    void tell(CommitImageResult result) {
        if (result instanceof NotDeployable skipped) {
            log.info("Nothing is committed: branch " + skipped.branch() + " is none of kit.deployableBranches, "
                    + String.join(", ", skipped.deployable()) + ".");
            return;
        }
        if (result instanceof OfFork fork) {
            log.info("Nothing is committed: this is the build of a pull request from another repository, "
                    + fork.origin() + ". To commit the images of such, set kit.allowForks.");
            return;
        }
        List<OfFile> files = files(result);
        files.forEach(this::tell);
        files.stream()
                .filter(DryRun.class::isInstance)
                .map(DryRun.class::cast)
                .findFirst()
                .ifPresent(first -> patches(first.message(), files));
    }

    /** {@return the id of the commit that was made; none where none was} */
    static List<String> commits(CommitImageResult result) {
        return files(result).stream()
                .filter(Committed.class::isInstance)
                .map(file -> ((Committed) file).commit())
                .distinct()
                .toList();
    }

    private static List<OfFile> files(CommitImageResult result) {
        if (result instanceof Several several) {
            return several.files();
        }
        return result instanceof OfFile file ? List.of(file) : List.of();
    }

    private void tell(OfFile file) {
        String where = file.file() + " on branch " + file.branch();
        if (file instanceof Committed done) {
            done.said()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> log.info("The server says: " + line.strip()));
            log.info("Committed " + done.image() + " to " + where + " as "
                    + done.commit().substring(0, 10)
                    + done.replaced().map(old -> ", in place of " + old).orElse("")
                    + (done.attempts() > 1 ? ", at attempt " + done.attempts() : "") + ".");
        } else if (file instanceof DryRun dry) {
            log.info("Would commit " + dry.image() + " to " + where + ", but this is a dry run:");
        } else if (file instanceof Held held) {
            log.warn("Not committed: " + where + " stays at " + held.image() + ", " + held.hold() + ". To deploy "
                    + held.refused() + ", lift the hold with -Dkit.hold=lift.");
        } else {
            log.info("Nothing to commit: " + where + " names " + file.image() + " already.");
        }
    }

    /** One message, for it is one commit. */
    private void patches(String message, List<OfFile> files) {
        message.lines().forEach(line -> log.info("    " + line));
        files.stream()
                .filter(DryRun.class::isInstance)
                .flatMap(file -> ((DryRun) file).patch().lines())
                .forEach(log::info);
    }
}
