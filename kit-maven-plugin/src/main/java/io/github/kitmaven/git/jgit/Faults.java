package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.RemoteUnreachableException;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.problem.UserException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.internal.JGitText;

/** Words JGit's exceptions. JGit tells the kinds apart by their text only. */
final class Faults {
    private static final String CREDENTIALS = "Name a <server> of settings.xml in kit.deployments.server, or set"
            + " KIT_GIT_USERNAME and KIT_GIT_PASSWORD in the environment";

    /** What git and the big hosts print over ssh. */
    private static final Pattern NOT_THERE =
            Pattern.compile("does not appear to be a git repository|repository not found", Pattern.CASE_INSENSITIVE);

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
        String text = texts(fault);
        String repo = "The deployments repo " + address.url();
        if (fault instanceof NoRemoteRepositoryException
                || NOT_THERE.matcher(text).find()) {
            return user(repo + " does not exist, or is hidden from this user", "Check kit.deployments.url", fault);
        }
        if (text.contains(JGitText.get().noCredentialsProvider) || text.contains(JGitText.get().notAuthorized)) {
            return login.hasCredentials()
                    ? user(repo + " refuses the user and password (401 Unauthorized)", "Correct them", fault)
                    : user(repo + " asks for a user and password (401 Unauthorized)", CREDENTIALS, fault);
        }
        if (text.contains("Host key verification failed")) {
            return user(repo + " has a host key that ssh does not know: " + masked(text), HOST_KEY, fault);
        }
        if (text.contains("Permission denied")) {
            return user(repo + " refuses the keys that ssh offers: " + masked(text), KEYS, fault);
        }
        if (text.contains("not permitted")) {
            return user(repo + " forbids this user to do so (403 Forbidden)", "Give the user write access", fault);
        }
        return new RemoteUnreachableException(
                Diagnostic.of(repo + " can't be reached: " + masked(text), "Run the goal again when it can"), fault);
    }

    String masked(String text) {
        return login.mask(text);
    }

    private static UserException user(String message, String advice, IOException cause) {
        return new UserException(Diagnostic.of(message, advice), cause);
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
