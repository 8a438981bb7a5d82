package io.github.kitmaven.git.jgit;

import io.github.kitmaven.git.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.URIish;

/**
 * Asks git's credential helpers, as the user or the CI server configured them, for user and password of a URL. Git is told to
 * ask no person. A machine without git, or a git without such helpers, knows none.
 *
 * @param folder where git is run, so that the configuration of the repository there counts
 * @param environment what git finds in its environment, beside what this process has
 * @see <a href="https://git-scm.com/docs/git-credential">git-credential</a>
 */
public record CredentialHelper(Path folder, Map<String, String> environment) {
    private static final int SECONDS = 30;

    /**
     * Asks.
     *
     * @param url an {@code http:} or {@code https:} URL
     * @return user and password; empty where no helper knows them
     */
    public Optional<Credentials> ask(String url) {
        try {
            URIish uri = new URIish(url);
            String port = uri.getPort() > 0 ? ":" + uri.getPort() : "";
            String path = String.valueOf(uri.getPath()).replaceFirst("^/", "");
            String question =
                    "protocol=" + uri.getScheme() + "\nhost=" + uri.getHost() + port + "\npath=" + path + "\n\n";
            return question.contains("\r") ? Optional.empty() : ask(builder(), question);
        } catch (java.net.URISyntaxException | IOException e) {
            return Optional.empty(); // there is no git here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(List.of("git", "-c", "core.askPass=", "credential", "fill"))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_ASKPASS", "", "SSH_ASKPASS", ""));
        return builder;
    }

    private static Optional<Credentials> ask(ProcessBuilder builder, String question)
            throws IOException, InterruptedException {
        Process git = builder.start();
        try (OutputStream in = git.getOutputStream()) {
            in.write(question.getBytes(StandardCharsets.UTF_8));
        }
        if (!git.waitFor(SECONDS, TimeUnit.SECONDS)) {
            git.descendants().forEach(ProcessHandle::destroy);
            git.destroy();
            return Optional.empty();
        }
        Map<String, String> answer = new HashMap<>();
        new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("="))
                .forEach(line ->
                        answer.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return Optional.ofNullable(answer.get("password"))
                .filter(password -> git.exitValue() == 0)
                .map(password -> new Credentials(answer.getOrDefault("username", ""), password));
    }
}
