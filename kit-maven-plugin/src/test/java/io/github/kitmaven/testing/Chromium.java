package io.github.kitmaven.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A Chromium without a window, spoken to by its DevTools protocol. See the protocol's own reference for what
 * {@link #call} takes.
 */
public final class Chromium implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Chromium(Process process, URI address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .join();
    }

    /** Starts it, with a profile of its own in a folder. It resolves no name of the network. */
    public static Chromium start(Path temp) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(temp, "chromium");
        ProcessBuilder builder = new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank");
        builder.environment().putAll(Map.of("TZ", "UTC", "LANG", "C.UTF-8", "TMPDIR", temp.toString()));
        Path log = folder.resolve("log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        // the port and the path of its socket, a line each
        Path address = folder.resolve("DevToolsActivePort");
        while (!Files.exists(address) || Files.readAllLines(address).size() < 2) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(log));
            }
        }
        return new Chromium(process, URI.create("ws://127.0.0.1:" + String.join("", Files.readAllLines(address))));
    }

    /** Opens an empty page. */
    public ChromiumPage page() {
        ObjectNode target = JSON.createObjectNode().put("url", "about:blank");
        String id = call("", "Target.createTarget", target).path("targetId").asText();
        ObjectNode attach = JSON.createObjectNode().put("targetId", id).put("flatten", true);
        String session =
                call("", "Target.attachToTarget", attach).path("sessionId").asText();
        ChromiumPage page = new ChromiumPage(this, session);
        listeners.put(session, page::hear);
        page.listen();
        return page;
    }

    /** Sends a command, and waits for what it answers. */
    JsonNode call(String session, String method, ObjectNode parameters) {
        int id = calls.incrementAndGet();
        ObjectNode call = JSON.createObjectNode().put("id", id).put("method", method);
        call.set("params", parameters);
        if (!session.isEmpty()) {
            call.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(call.toString(), true).join();
        JsonNode got = answer.orTimeout(60, TimeUnit.SECONDS).join();
        if (got.has("error")) {
            throw new IllegalStateException(
                    method + ": " + got.path("error").path("message").asText());
        }
        return got.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            heard(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void heard(String message) {
        JsonNode node;
        try {
            node = JSON.readTree(message);
        } catch (IOException e) {
            throw new IllegalStateException(message, e);
        }
        if (node.has("id")) {
            CompletableFuture<JsonNode> answer = answers.remove(node.path("id").asInt());
            if (answer != null) {
                answer.complete(node);
            }
        } else {
            listeners.getOrDefault(node.path("sessionId").asText(), event -> {}).accept(node);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
