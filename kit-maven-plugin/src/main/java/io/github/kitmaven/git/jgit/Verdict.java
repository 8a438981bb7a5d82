package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.PushResult;
import io.github.kitmaven.git.PushResult.Declined;
import io.github.kitmaven.git.PushResult.Outrun;
import io.github.kitmaven.git.PushResult.Pushed;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;

/** Reads what a server said to a push. */
record Verdict(Faults faults) {
    /** What git, JGit and the big hosts say of a branch that moved or is locked. Hooks and protections say otherwise. */
    private static final Pattern RACE = Pattern.compile(
            "failed to (lock|update ref)|(cannot|unable to) lock ref|lock error|fetch first|stale info"
                    + "|non-?fast[- ]forward|incorrect old value|invalid old id|reference already exists",
            Pattern.CASE_INSENSITIVE);

    /**
     * Tells the three answers apart.
     *
     * @throws TransportException where the server gave none
     */
    PushResult of(RemoteRefUpdate update, String printed) throws TransportException {
        String message = Optional.ofNullable(update.getMessage()).orElse("");
        return of(update.getStatus(), update.getNewObjectId().name(), message, printed);
    }

    PushResult of(Status status, String commit, String message, String printed) throws TransportException {
        return switch (status) {
            case OK, UP_TO_DATE -> new Pushed(commit, faults.masked(printed.strip()));
            case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD -> new Outrun("the branch moved");
            case REJECTED_OTHER_REASON, REJECTED_NODELETE ->
                RACE.matcher(message).find() ? new Outrun(message) : new Declined(reason(message, printed));
            case NON_EXISTING, NOT_ATTEMPTED, AWAITING_REPORT ->
                throw new TransportException("the server did not confirm the push");
        };
    }

    private String reason(String message, String printed) {
        String said = Printed.onOneLine(printed);
        return faults.masked(said.isEmpty() ? message : message + ": " + said);
    }
}
