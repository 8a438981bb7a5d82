package io.github.kitmaven.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jgit.util.FileUtils;

/**
 * A real Gitea on ports of this machine, over http and ssh, with its users and repositories in a folder. The program is the one
 * that the system property {@code kit.test.gitea} names, or else {@code gitea} on the PATH.
 */
public final class Gitea implements AutoCloseable {
    /** The administrator, who owns all repositories. */
    public static final String OWNER = "kit";

    /** Of every user. */
    public static final String PASSWORD = "correct-horse-7";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int web;
    private final int ssh;
    private final Process process;

    private Gitea(Path folder, int web, int ssh, Process process) {
        this.folder = folder;
        this.web = web;
        this.ssh = ssh;
        this.process = process;
    }

    /** Starts it, and waits until it answers; some more lines for the section {@code [git]} of its settings. */
    public static Gitea start(String... git) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kit-gitea-");
        run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("host") + ""));
        int web = freePort();
        int ssh = freePort();
        Files.writeString(folder.resolve("app.ini"), settings(folder, web, ssh, String.join("\n", git)));
        String known = Files.readString(folder.resolve("host.pub"));
        Files.writeString(folder.resolve("known_hosts"), "[127.0.0.1]:" + ssh + " " + known);
        Gitea gitea = new Gitea(folder, web, ssh, serve(folder));
        gitea.awaitAnswers();
        run(program(
                folder,
                "admin",
                "user",
                "create",
                "--admin",
                "--username=" + OWNER,
                "--password=" + PASSWORD,
                "--email=kit@example.com",
                "--must-change-password=false"));
        return gitea;
    }

    private static Process serve(Path folder) throws IOException {
        try {
            return new ProcessBuilder(program(folder, "web"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE);
            throw new IOException(
                    "There is no Gitea to test with. Name its program in -Dkit.test.gitea, or put it on the PATH;"
                            + " .ci/gitea builds it",
                    e);
        }
    }

    private static String settings(Path folder, int web, int ssh, String git) {
        return """
                WORK_PATH = %1$s
                RUN_MODE = prod
                I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
                [server]
                HTTP_ADDR = 127.0.0.1
                HTTP_PORT = %2$d
                ROOT_URL = http://127.0.0.1:%2$d/
                OFFLINE_MODE = true
                START_SSH_SERVER = true
                BUILTIN_SSH_SERVER_USER = git
                SSH_LISTEN_HOST = 127.0.0.1
                SSH_LISTEN_PORT = %3$d
                SSH_SERVER_HOST_KEYS = %1$s/host
                [database]
                DB_TYPE = sqlite3
                SQLITE_JOURNAL_MODE = WAL
                [repository]
                ROOT = %1$s/repositories
                [security]
                INSTALL_LOCK = true
                PASSWORD_HASH_ALGO = pbkdf2$1$10
                [indexer]
                ISSUE_INDEXER_TYPE = db
                [log]
                LEVEL = warn
                [actions]
                ENABLED = false
                [git]
                %4$s
                """.formatted(folder, web, ssh, git);
    }

    private static List<String> program(Path folder, String... words) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("kit.test.gitea", "gitea")));
        command.addAll(List.of(words));
        command.addAll(List.of("--config", folder.resolve("app.ini").toString()));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswers() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!answers()) {
            boolean late = System.nanoTime() - start > PATIENCE.toNanos();
            if (late || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                process.destroy();
                throw new IOException("Gitea does not answer: " + Files.readString(folder.resolve("log")));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest question = HttpRequest.newBuilder(URI.create(url("api/healthz")))
                    .timeout(PATIENCE)
                    .build();
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + web + "/" + path;
    }

    public String sshUrl(String path) {
        return "ssh://git@127.0.0.1:" + ssh + "/" + path;
    }

    /** How ssh is to be run so that nothing of this machine's own settings counts, and the host's key is known. */
    public Map<String, String> sshEnvironment() {
        return Map.of(
                "GIT_SSH_COMMAND",
                "ssh -F none -o GlobalKnownHostsFile=none -o UserKnownHostsFile=" + folder.resolve("known_hosts"));
    }

    /** Makes a key for ssh; {@return the file of its private part, beside which is the public one} */
    public Path key(String name) throws IOException, InterruptedException {
        Path key = folder.resolve(name);
        run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
        return key;
    }

    /** Asks the API as the owner; {@return what it answers, which has to be a success} */
    public JsonNode ask(String method, String path, String body) {
        return ask(OWNER, method, path, body);
    }

    private JsonNode ask(String user, String method, String path, String body) {
        String pair = user + ":" + PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(URI.create(url("api/v1/" + path)))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes a private repository of the owner with a first commit on {@code main}. */
    public BareRepository repository(String name, Map<String, String> files) {
        ask("POST", "user/repos", """
                {"name": "%s", "private": true, "default_branch": "main"}""".formatted(name));
        String list = files.entrySet().stream()
                .map(file -> """
                        {"operation": "create", "path": "%s", "content": "%s"}""".formatted(
                        file.getKey(),
                        Base64.getEncoder().encodeToString(file.getValue().getBytes(StandardCharsets.UTF_8))))
                .collect(Collectors.joining(",", "[", "]"));
        ask("POST", "repos/kit/" + name + "/contents", """
                {"branch": "main", "message": "Seed", "files": %s}""".formatted(list));
        return BareRepository.at(folder.resolve("repositories/kit/" + name + ".git"));
    }

    /** Makes a user who may do so much with a repository: {@code read}, {@code write}; {@code none} for nothing. */
    public String user(String name, String repository, String permission) {
        ask("POST", "admin/users", """
                {"username": "%1$s", "password": "%2$s", "email": "%1$s@example.com", "must_change_password": false}""".formatted(name, PASSWORD));
        if (!permission.equals("none")) {
            ask("PUT", "repos/kit/" + repository + "/collaborators/" + name, """
                    {"permission": "%s"}""".formatted(permission));
        }
        return name;
    }

    /** Makes a token of a user, for a scope such as {@code write:repository}. */
    public String token(String user, String scope) {
        return ask(user, "POST", "users/" + user + "/tokens", """
                        {"name": "%1$s", "scopes": ["%1$s"]}""".formatted(scope))
                .path("sha1")
                .asText();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + said);
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.RETRY);
    }
}
