import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kitmaven.git.RemoteAddress;
import io.github.kitmaven.git.jgit.JGitCheckouts;
import io.github.kitmaven.git.jgit.JGitRemotes;
import io.github.kitmaven.goal.CommitImage;
import io.github.kitmaven.goal.CommitImageRequest;
import io.github.kitmaven.goal.CommitImageRequest.CommitterOptions;
import io.github.kitmaven.goal.CommitImageRequest.ImageOptions;
import io.github.kitmaven.goal.CommitImageRequest.ServiceOptions;
import io.github.kitmaven.goal.Pause;
import io.github.kitmaven.goal.Retries;
import io.github.kitmaven.goal.CommitImageRequest.CommitRules;
import io.github.kitmaven.image.ProjectProperties;
import java.time.Duration;
import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.sops.Sops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code CommitBench REPO ROUNDS}: commits an image to a bare repository behind git's http-backend, by kit and by git in turn, and
 * counts the bytes that the server sent and got. {@code CommitBench commit URL APP TAG} is one commit of kit in a JVM of its own,
 * and tells how long the goal itself took.
 */
public class CommitBench {
    private static final AtomicLong BYTES = new AtomicLong();

    public static void main(String[] args) throws Exception {
        if (args[0].equals("commit")) {
            long start = System.nanoTime();
            commit(args[1], args[2], args[3]);
            System.out.println((System.nanoTime() - start) / 1_000_000);
            return;
        }
        Path repo = Path.of(args[0]).toAbsolutePath();
        int rounds = Integer.parseInt(args[1]);
        HttpServer server = serve(repo.getParent());
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repo.getFileName();
        List<Long> kit = new ArrayList<>();
        List<Long> git = new ArrayList<>();
        long kitBytes = 0;
        long gitBytes = 0;
        long cloneBytes = 0;
        for (int i = 0; i < rounds; i++) {
            BYTES.set(0);
            kit.add(Long.parseLong(run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-XX:TieredStopAtLevel=1",
                    "CommitBench",
                    "commit",
                    url,
                    "app-" + i,
                    "kit-" + i))));
            kitBytes = BYTES.get();
            Path work = Files.createTempDirectory("bench-git");
            BYTES.set(0);
            long start = System.nanoTime();
            run(List.of("git", "clone", "-q", "--depth", "1", url, work.toString()));
            cloneBytes = BYTES.get();
            Files.writeString(work.resolve("images/acme/app-" + i + "/master.yaml"), "image: reg.example.com/acme/app:git-" + i + "\n");
            run(List.of("git", "-C", work.toString(), "commit", "-q", "-a", "-m", "Deploy"));
            run(List.of("git", "-C", work.toString(), "push", "-q"));
            git.add((System.nanoTime() - start) / 1_000_000);
            gitBytes = BYTES.get();
            run(List.of("rm", "-rf", work.toString()));
        }
        System.out.printf(Locale.ROOT, "one commit: kit %d ms, git %d ms (clone, edit, commit, push): %.1f times as fast; medians of %d%n",
                median(kit), median(git), (double) median(git) / median(kit), rounds);
        System.out.printf(Locale.ROOT, "bytes: kit %,d, git clone --depth 1 %,d: a %.0fth; with its push %,d%n",
                kitBytes, cloneBytes, (double) cloneBytes / kitBytes, gitBytes);
        fifty(url);
        server.stop(0);
        System.exit(0);
    }

    private static void fifty(String url) throws Exception {
        List<Callable<Boolean>> builds = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String app = "app-" + i;
            builds.add(() -> {
                commit(url, app, "fifty");
                return true;
            });
        }
        long start = System.nanoTime();
        var threads = Executors.newFixedThreadPool(50);
        for (Future<Boolean> build : threads.invokeAll(builds)) {
            build.get();
        }
        threads.shutdown();
        System.out.printf(Locale.ROOT, "fifty builds at the same moment: all landed within %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static void commit(String url, String app, String tag) {
        CommitImageRequest request = new CommitImageRequest(
                Path.of("."),
                Path.of("none"),
                RemoteAddress.of(url, Optional.empty(), Optional.empty()),
                new ImageOptions(
                        Optional.of("reg.example.com/acme/" + app + ":" + tag), Optional.empty(), Optional.empty(), Optional.empty()),
                new ServiceOptions(Optional.of("master"), Optional.of("abc")),
                new CommitterOptions(Optional.of("Bench"), Optional.of("bench@example.com")),
                Optional.empty(),
                false,
                new Retries(10, Duration.ofMinutes(5)),
                false,
                ProjectProperties.none(),
                CommitRules.usual());
        new CommitImage(
                        new JGitRemotes(),
                        new JGitCheckouts(),
                        Map.of(),
                        new Sops(Map.of(), new Secrets()),
                        Pause.sleeping(),
                        event -> {})
                .run(request);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + out);
        }
        return out;
    }

    private static HttpServer serve(Path root) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(root, exchange);
            }
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return server;
    }

    private static void answer(Path root, HttpExchange exchange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_ADDR", "127.0.0.1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String variable = name.toUpperCase(Locale.ROOT).replace('-', '_');
            environment.put("HTTP_" + variable, values.get(0));
            environment.put(variable, values.get(0));
        });
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            BYTES.addAndGet(exchange.getRequestBody().transferTo(in));
        }
        byte[] answer = process.getInputStream().readAllBytes();
        BYTES.addAndGet(answer.length);
        int end = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        int status = 200;
        for (String header : new String(answer, 0, end, StandardCharsets.ISO_8859_1).split("\r\n")) {
            String[] parts = header.split(": ", 2);
            if (parts[0].equals("Status")) {
                status = Integer.parseInt(parts[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(parts[0], parts[1]);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(answer, end + 4, answer.length - end - 4);
    }
}
