package io.github.kitmaven.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server that plays env-api: it remembers what it is asked, and answers as a test says. */
public final class EnvApiServer implements AutoCloseable {
    public static final String TOKEN = "t0ken-of-env-api";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What a test answers to the text of a request: {@code METHOD path token body}. */
    public interface Script {
        Answer to(String request) throws Exception;
    }

    /** An answer; a status of 0 cuts the connection. */
    public record Answer(int status, String body, Map<String, String> headers) {
        public static Answer json(int status, String body) {
            return new Answer(status, body, Map.of("Content-Type", "application/json; charset=utf-8"));
        }

        public Answer header(String name, String value) {
            return new Answer(status, body, Map.of(name, value));
        }
    }

    private EnvApiServer(HttpServer server) {
        this.server = server;
    }

    public static EnvApiServer start(Script script) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            EnvApiServer server = new EnvApiServer(http);
            http.setExecutor(server.threads);
            http.createContext("/", exchange -> server.handle(exchange, script));
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange, Script script) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("X-Auth-Token") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(request);
        Answer answer;
        try {
            answer = script.to(request);
        } catch (Exception e) {
            answer = Answer.json(501, String.valueOf(e));
        }
        if (answer.status() != 0) {
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** What it was asked, in order. */
    public List<String> requests() {
        return requests;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
