package io.github.kitmaven.git;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a remote repository is, and how to get in.
 *
 * @param url a {@code file:}, {@code http:}, {@code https:} or {@code ssh:} URL without a password, or ssh's short form
 *     {@code user@host:path}; fit to be shown
 * @param branch the branch; empty means the one that the remote's HEAD names
 * @param credentials what to answer when the server asks who is there
 * @param pushBranch the branch to push to instead, for a pull request; made anew with each push, on top of the branch
 */
public record RemoteAddress(
        String url, Optional<String> branch, Optional<Credentials> credentials, Optional<String> pushBranch) {
    private static final Pattern FILE = Pattern.compile("file:(//)?/.+");
    private static final Pattern SSH =
            Pattern.compile("ssh://([\\w.+-]+@)?(\\w[\\w.-]*|\\[[0-9a-fA-F:]+])(:\\d+)?/.+|[\\w.+-]+@\\w[\\w.-]*:.+");
    private static final Pattern HTTP = Pattern.compile(
            "(?<scheme>https?://)((?<user>[^/:]*)(:(?<password>[^/]*))?@)?(?<rest>([^/:@\\[]+|\\[[0-9a-fA-F:]+])(:\\d+)?(/.*)?)");

    /**
     * One whose branch is pushed to itself.
     *
     * @param url the URL
     * @param branch the branch
     * @param credentials what to answer when the server asks who is there
     */
    public RemoteAddress(String url, Optional<String> branch, Optional<Credentials> credentials) {
        this(url, branch, credentials, Optional.empty());
    }

    /**
     * Pushes to another branch, for a pull request.
     *
     * @param other the other branch's name
     * @return the same otherwise
     */
    public RemoteAddress pushingTo(Optional<String> other) {
        return new RemoteAddress(url, branch, credentials, other);
    }

    /**
     * Reads an address. Credentials in the URL are taken out of it, and win over none.
     *
     * @param url the URL as the user gave it; never repeated in a message, for it may hold a password
     * @param branch the branch, if one was asked for
     * @param given credentials from elsewhere; they win over those in the URL
     * @return the address
     * @throws UserException where the URL isn't one of these kinds
     */
    public static RemoteAddress of(String url, Optional<String> branch, Optional<Credentials> given) {
        if (FILE.matcher(url).matches() || SSH.matcher(url).matches()) {
            return new RemoteAddress(url, branch, given);
        }
        Matcher http = HTTP.matcher(url);
        if (!http.matches()) {
            throw new UserException(Diagnostic.of(
                    "The URL of the deployments repo is not one that kit can use",
                    "Give kit.deployments.url as https://host/path, ssh://user@host/path, user@host:path or"
                            + " file:///path, with special characters of a user or password percent-encoded"));
        }
        Optional<Credentials> inUrl = Optional.ofNullable(http.group("user"))
                .map(user -> new Credentials(
                        decoded(user),
                        decoded(Optional.ofNullable(http.group("password")).orElse(""))));
        return new RemoteAddress(http.group("scheme") + http.group("rest"), branch, given.or(() -> inUrl));
    }

    /**
     * Falls back on other credentials.
     *
     * @param others used where this address has none
     * @return an address with either
     */
    public RemoteAddress orCredentials(Optional<Credentials> others) {
        return new RemoteAddress(url, branch, credentials.or(() -> others), pushBranch);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a password with a bare per cent sign, taken as it stands
        }
    }
}
