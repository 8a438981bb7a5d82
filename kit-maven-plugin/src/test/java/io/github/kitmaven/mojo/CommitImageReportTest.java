package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kitmaven.goal.CommitImageResult;
import io.github.kitmaven.goal.CommitImageResult.Committed;
import io.github.kitmaven.goal.CommitImageResult.DryRun;
import io.github.kitmaven.goal.CommitImageResult.Held;
import io.github.kitmaven.goal.CommitImageResult.NotDeployable;
import io.github.kitmaven.goal.CommitImageResult.OfFork;
import io.github.kitmaven.goal.CommitImageResult.Several;
import io.github.kitmaven.goal.CommitImageResult.Unchanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class CommitImageReportTest {
    private static final String ID = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void saysWhatBecameOfEachFile() {
        assertThat(told(new Several(List.of(
                        new Committed("a/b:2", "images/a/b/m.yaml", "main", ID, Optional.of("a/b:1"), 2, ""),
                        new Unchanged("a/c:2", "images/a/c/m.yaml", "main"),
                        new Held("a/d:1", "images/a/d/m.yaml", "main", "held by Jane", "a/d:2")))))
                .containsExactly(
                        "Committed a/b:2 to images/a/b/m.yaml on branch main as 0123456789, in place of a/b:1, at"
                                + " attempt 2.",
                        "Nothing to commit: images/a/c/m.yaml on branch main names a/c:2 already.",
                        "! Not committed: images/a/d/m.yaml on branch main stays at a/d:1, held by Jane. To deploy a/d:2,"
                                + " lift the hold with -Dkit.hold=lift.");
    }

    @Test
    void answersWithTheCommitOnceOrWithNothing() {
        assertThat(CommitImageReport.commits(new Several(List.of(
                        new Committed("a/b:2", "f", "main", ID, Optional.empty(), 1, ""),
                        new Unchanged("a/c:2", "g", "main"),
                        new Committed("a/d:2", "h", "main", ID, Optional.empty(), 1, "")))))
                .containsExactly(ID);
        assertThat(CommitImageReport.commits(new Unchanged("a/c:2", "g", "main")))
                .isEmpty();
        assertThat(CommitImageReport.commits(new OfFork("other/repo"))).isEmpty();
    }

    @Test
    void showsTheOneCommitOfADryRun() {
        assertThat(told(new Several(List.of(
                        new DryRun("a/b:2", "f", "main", "Deploy\n\nKit-Image: a/b:2\n", "--- a/f\n+++ b/f\n"),
                        new DryRun("a/c:2", "g", "main", "Deploy\n\nKit-Image: a/b:2\n", "--- a/g\n+++ b/g\n")))))
                .containsExactly(
                        "Would commit a/b:2 to f on branch main, but this is a dry run:",
                        "Would commit a/c:2 to g on branch main, but this is a dry run:",
                        "    Deploy",
                        "    ",
                        "    Kit-Image: a/b:2",
                        "--- a/f",
                        "+++ b/f",
                        "--- a/g",
                        "+++ b/g");
    }

    @Test
    void saysWhyAnotherBranchIsNotCommitted() {
        assertThat(told(new NotDeployable("topic", List.of("master", "release/*"))))
                .containsExactly(
                        "Nothing is committed: branch topic is none of kit.deployableBranches, master, release/*.");
    }

    @Test
    void saysWhyTheBuildOfAForkIsNotCommitted() {
        assertThat(told(new OfFork("ann/web")))
                .containsExactly("Nothing is committed: this is the build of a pull request from another repository,"
                        + " ann/web. To commit the images of such, set kit.allowForks.");
    }

    @Test
    void passesOnWhatTheServerSaysOfAPullRequest() {
        String said =
                "Create a pull request for 'kit/a' on GitHub by visiting:\n     https://example.com/pull/new/kit/a\n\nBye";
        assertThat(told(new Committed("a/b:2", "f", "kit/a", ID, Optional.empty(), 1, said)))
                .containsExactly(
                        "The server says: Create a pull request for 'kit/a' on GitHub by visiting:",
                        "The server says: https://example.com/pull/new/kit/a",
                        "The server says: Bye",
                        "Committed a/b:2 to f on branch kit/a as 0123456789.");
    }

    private static List<String> told(CommitImageResult result) {
        List<String> lines = new ArrayList<>();
        new CommitImageReport(new SystemStreamLog() {
                    @Override
                    public void info(CharSequence line) {
                        lines.add(line.toString());
                    }

                    @Override
                    public void warn(CharSequence line) {
                        lines.add("! " + line);
                    }
                })
                .tell(result);
        return lines;
    }
}
