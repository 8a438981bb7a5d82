package io.github.kitmaven.cluster.fabric8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server that answers as it is told, in order, and remembers what it was asked. */
final class FakeApi implements AutoCloseable {

    /** One answer. */
    @FunctionalInterface
    interface Reply {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** One request: method and target, its headers, its body. */
    record Asked(String line, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final String scheme;

    private FakeApi(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static FakeApi plain() {
        try {
            return new FakeApi(HttpServer.create(anyPort(), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the certificate of the tests, for 127.0.0.1; a client's certificate is asked for, and trusted if the CA signed it. */
    static FakeApi secure() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                Tls.identity(pem("server.crt"), pem("server.key")),
                Tls.trust(java.util.Optional.of(pem("ca.crt"))),
                null);
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asked = context.getDefaultSSLParameters();
                asked.setWantClientAuth(true);
                parameters.setSSLParameters(asked);
            }
        });
        return new FakeApi(server, "https");
    }

    static byte[] pem(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/tls", name));
    }

    /** The answers to requests whose target starts with that; the last one stays. */
    FakeApi on(String target, Reply... answers) {
        replies.put(target, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    static Reply json(int code, String body) {
        return json(code, body, Map.of());
    }

    static Reply json(int code, String body, Map<String, String> headers) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Reply status(int code, String reason, String message) {
        return json(code, """
                {"kind":"Status","status":"Failure","code":%d,"reason":"%s","message":"%s"}""".formatted(code, reason, message));
    }

    /** Sends each text at once, then ends the stream. */
    static Reply stream(String... texts) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            for (String text : texts) {
                body.write((text + "\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        };
    }

    /** Sends each text at once, and then nothing, for ever. */
    static Reply openStream(String... texts) {
        return exchange -> {
            stream(texts).answer(exchange);
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Begins a stream, says nothing for a while, and breaks off. */
    static Reply brokenAfter(Duration quiet) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(quiet.toNanos());
        };
    }

    String url() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            asked.add(new Asked(
                    exchange.getRequestMethod() + " " + target,
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            reply(target).answer(exchange);
        }
    }

    private Reply reply(String target) {
        return replies.entrySet().stream()
                .filter(entry -> target.startsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
                .map(entry -> {
                    synchronized (entry.getValue()) {
                        return entry.getValue().size() > 1
                                ? entry.getValue().remove()
                                : entry.getValue().element();
                    }
                })
                .orElse(status(404, "NotFound", "the server could not find the requested resource"));
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
