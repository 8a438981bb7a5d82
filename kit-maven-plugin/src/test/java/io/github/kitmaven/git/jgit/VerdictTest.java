package io.github.kitmaven.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.git.Credentials;
import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.PushResult.Declined;
import io.github.kitmaven.git.PushResult.Outrun;
import io.github.kitmaven.git.PushResult.Pushed;
import io.github.kitmaven.git.RemoteAddress;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final String COMMIT = "c".repeat(40);
    private static final RemoteAddress ADDRESS = RemoteAddress.of(
            "https://git.example.com/d.git", Optional.empty(), Optional.of(new Credentials("ann", "s3cret")));
    private static final Verdict VERDICT = new Verdict(new Faults(ADDRESS, new Login(ADDRESS, Access.PLAIN)));

    @Test
    void whatTheServerTookIsPushed() throws TransportException {
        assertThat(VERDICT.of(Status.OK, COMMIT, "", "thanks\n")).isEqualTo(new Pushed(COMMIT, "thanks"));
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED_REMOTE_CHANGED", "REJECTED_NONFASTFORWARD"})
    void aBranchThatMovedWasOutrun(Status status) throws TransportException {
        assertThat(VERDICT.of(status, COMMIT, "", "")).isInstanceOf(Outrun.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to update ref",
                "failed to lock",
                "cannot lock ref 'refs/heads/main': is at 1234 but expected 5678",
                "Unable to lock ref",
                "lock error: refs/heads/main",
                "fetch first",
                "non-fast-forward",
                "non-fast forward",
                "stale info",
                "incorrect old value provided",
                "invalid old id sent",
                "reference already exists"
            })
    void theWordsOfARaceAreOneToo(String message) throws TransportException {
        assertThat(refused(message, "")).isInstanceOf(Outrun.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pre-receive hook declined",
                "hook declined",
                "protected branch hook declined",
                "branch is currently checked out",
                "deny updating a hidden ref",
                "prohibited by Gerrit: not permitted: update",
                "something new"
            })
    void anythingElseIsANo(String message) throws TransportException {
        assertThat(refused(message, "")).isEqualTo(new Declined(message));
    }

    @Test
    void aNoQuotesWhatTheHookPrintedOnOneLineAndWithoutThePassword() throws TransportException {
        assertThat(refused("hook declined", "\nno deploys\r\n  on Friday, s3cret\n"))
                .isEqualTo(new Declined("hook declined: no deploys; on Friday, ***"));
    }

    /** As they put it: Gitea, GitHub, GitLab. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error:%nerror: Not allowed to push to protected branch main%nerror:%n | Not allowed to push to protected branch main
            error: GH006: Protected branch update failed for refs/heads/main.%n%n- Changes must be made through a pull request.%n | GH006: Protected branch update failed for refs/heads/main.; - Changes must be made through a pull request.
            %n========%n%nThis deploy key does not have write access to this project.%n%n========%n | This deploy key does not have write access to this project.
            """)
    void whatForgesPutAroundTheirWordsIsLeftOut(String printed, String words) throws TransportException {
        assertThat(refused("hook declined", printed.replace("%n", "\n")))
                .isEqualTo(new Declined("hook declined: " + words));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_ATTEMPTED", "AWAITING_REPORT", "NON_EXISTING"})
    void noAnswerIsAFault(Status status) {
        assertThatThrownBy(() -> VERDICT.of(status, COMMIT, "", ""))
                .isInstanceOf(TransportException.class)
                .hasMessage("the server did not confirm the push");
    }

    private static PushResult refused(String message, String printed) throws TransportException {
        return VERDICT.of(Status.REJECTED_OTHER_REASON, COMMIT, message, printed);
    }
}
