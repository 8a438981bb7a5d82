package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.internal.JGitText;

/** Words JGit's exceptions. JGit tells the kinds apart by their text only. */
final class Faults {
    private static final String URL = "Check kit.deployments.url";
    private static final String ASKS = "asks for a user and password (401 Unauthorized)";
    private static final String CREDENTIALS = "Name a <server> of settings.xml in kit.deployments.server, or set"
            + " KIT_GIT_USERNAME and KIT_GIT_PASSWORD in the environment";

    /** Before what {@link SshProcess} was told. */
    private static final String OVER_SSH = "ssh: ";

    /** What git, GitHub, GitLab and Gitea print over ssh of a repository that is not there, or not for this key. */
    private static final Pattern NOT_THERE = Pattern.compile(
            "does not appear to be a git repository|repository not found|cannot find repository"
                    + "|project you were looking for could not be found|not authorized to read",
            Pattern.CASE_INSENSITIVE);

    /** What GitHub, GitLab and Gitea print of a key that may only read. */
    private static final Pattern READ_ONLY = Pattern.compile(
            "marked as read only|does not have write access|Permission to \\S+ denied to|not authorized to write",
            Pattern.CASE_INSENSITIVE);

    private static final String WRITE_ACCESS =
            "Give the user, and the token if it is one, write access; a repo that is archived takes nothing from anybody";

    private static final String HOST_KEY = "Check it, and add it to known_hosts: ssh-keyscan prints it";
    private static final String KEYS =
            "Load a key that may write into the ssh agent, or name its file in <privateKey> of"
                    + " a <server> of settings.xml and that server in kit.deployments.server";

    private final RemoteAddress address;
    private final Login login;

    Faults(RemoteAddress address, Login login) {
        this.address = address;
        this.login = login;
    }

    KitException of(IOException fault) {
        return of(fault, "");
    }

    /** Words a fault of a server that printed something before it. */
    KitException of(IOException fault, String printed) {
        String said = Printed.onOneLine(printed);
        String text = said.isEmpty() ? texts(fault) : texts(fault) + ": " + said;
        if (fault instanceof NoRemoteRepositoryException
                || NOT_THERE.matcher(text).find()) {
            return user("does not exist, or is hidden from this user", URL, fault);
        }
        return (text.contains(OVER_SSH) ? overSsh(text, fault) : overHttp(text, fault))
                .orElseGet(() -> new RemoteUnreachableException(
                        Diagnostic.of(repo() + " can't be reached: " + masked(text), "Run the goal again when it can"),
                        fault));
    }

    private Optional<KitException> overSsh(String text, IOException fault) {
        if (READ_ONLY.matcher(text).find()) {
            return Optional.of(user("does not let this key write: " + said(text), "Give the key write access", fault));
        }
        if (text.contains("Host key verification failed")) {
            return Optional.of(user("has a host key that ssh does not know: " + said(text), HOST_KEY, fault));
        }
        if (text.contains("Permission denied")) {
            return Optional.of(user("refuses the keys that ssh offers: " + said(text), KEYS, fault));
        }
        return Optional.empty();
    }

    private Optional<KitException> overHttp(String text, IOException fault) {
        if (text.contains(JGitText.get().noCredentialsProvider) || text.contains(JGitText.get().notAuthorized)) {
            return Optional.of(login.hasCredentials() ? refused(fault) : user(ASKS, CREDENTIALS, fault));
        }
        // so it seems to JGit where a server, as Gitea does, asks first, and then only says no
        if (text.contains(JGitText.get().authenticationNotSupported) && login.hasAnswered()) {
            return Optional.of(refused(fault));
        }
        if (text.contains("not permitted")) {
            return Optional.of(user("forbids this user to do so (403 Forbidden)", WRITE_ACCESS, fault));
        }
        return Optional.empty();
    }

    private String repo() {
        return "The deployments repo " + address.url();
    }

    /** What ssh and the server have to say, without the names of those who pass it on. */
    private String said(String text) {
        return masked(text.substring(text.indexOf(OVER_SSH) + OVER_SSH.length()));
    }

    String masked(String text) {
        return login.mask(text);
    }

    private UserException refused(IOException cause) {
        return user(
                "refuses the user and password (401 Unauthorized)",
                "Correct them; most forges want a token in place of the password",
                cause);
    }

    private UserException user(String what, String advice, IOException cause) {
        return new UserException(Diagnostic.of(repo() + " " + what, advice), cause);
    }

    /** All the messages down to the first cause, without repeating one that another includes. */
    private static String texts(Throwable fault) {
        StringBuilder text = new StringBuilder(String.valueOf(fault.getMessage()));
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            String more = cause.getMessage();
            if (more != null && text.indexOf(more) < 0) {
                text.append(": ").append(more);
            }
        }
        return text.toString();
    }
}
