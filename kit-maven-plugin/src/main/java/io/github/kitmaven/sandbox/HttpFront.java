package io.github.kitmaven.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Speaks HTTP on 127.0.0.1: turns exchanges into requests, and answers and refusals into bytes. */
final class HttpFront implements AutoCloseable {
    /** How many clients may knock at once before the first is let in; the JDK's own is 50. */
    private static final int BACKLOG = 1024;

    private static final int REMEMBERED = 100_000;

    static {
        // read once, when the JDK's server is first used: answers must not wait for an acknowledgement, and
        // a client's idle connection must not end just as the client uses it again, however many there are
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "100000");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final RequestHandler handler;
    private final Interference interference;
    private final Consumer<AnsweredRequest> audience;
    private final ArrayDeque<ServedRequest> served = new ArrayDeque<>();

    private HttpFront(
            HttpServer server, RequestHandler handler, Interference interference, Consumer<AnsweredRequest> audience) {
        this.server = server;
        this.handler = handler;
        this.interference = interference;
        this.audience = audience;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox-request");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * Opens the port that is asked for; where any will do, the one that was open when the state was last in use.
     *
     * @throws EnvironmentException if that port is taken
     */
    static HttpFront open(SandboxOptions options, RequestHandler handler, Interference interference) {
        Optional<KeptPort> kept = options.state().map(KeptPort::new);
        HttpServer server = kept.filter(port -> options.port() == 0)
                .flatMap(KeptPort::last)
                .flatMap(HttpFront::tryListen)
                .orElseGet(() -> listen(options.port()));
        kept.ifPresent(port -> port.keep(server.getAddress().getPort()));
        return new HttpFront(server, handler, interference, options.audience());
    }

    private static Optional<HttpServer> tryListen(int port) {
        try {
            return Optional.of(bind(port));
        } catch (IOException e) {
            return Optional.empty(); // somebody else has it now
        }
    }

    private static HttpServer listen(int port) {
        try {
            return bind(port);
        } catch (IOException e) {
            throw new EnvironmentException(
                    Diagnostic.of(
                            "the sandbox can't listen on port " + port + ": " + e.getMessage(),
                            "Choose another port, or 0 for any free one"),
                    e);
        }
    }

    private static HttpServer bind(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The latest requests, in the order of arrival. */
    List<ServedRequest> served() {
        synchronized (served) {
            return List.copyOf(served);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            ApiRequest request = read(exchange);
            ServedRequest asked = note(exchange, request);
            ApiResponse response = isFromHere(exchange)
                    ? interference.disturb(asked, () -> answer(request))
                    : new ApiResponse.Text(403, "the sandbox answers to 127.0.0.1 and localhost only\n");
            audience.accept(AnsweredRequest.of(asked, request, response.status()));
            write(exchange, response);
        } catch (IOException e) {
            // the client has gone; there is nobody to tell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pages in this machine's browser come by names of their own that lead to 127.0.0.1; what is here is not for them. */
    private static boolean isFromHere(HttpExchange exchange) {
        return header(exchange, "Host").matches("(127\\.0\\.0\\.1|localhost|\\[::1])?(:\\d+)?");
    }

    private ApiRequest read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String type = mediaType(header(exchange, "Content-Type"));
        Optional<String> object = Optional.of(body)
                .filter(any -> type.equals(Protobuf.MEDIA_TYPE))
                .flatMap(Protobuf::read)
                .map(Json::text);
        return new ApiRequest(
                exchange.getRequestMethod(),
                ApiRequest.segments(uri.getRawPath()),
                ApiRequest.parameters(query(uri)),
                object.isPresent() ? "application/json" : type,
                header(exchange, "Accept"),
                header(exchange, "User-Agent"),
                object.orElseGet(() -> new String(body, StandardCharsets.UTF_8)));
    }

    private ServedRequest note(HttpExchange exchange, ApiRequest request) {
        URI uri = exchange.getRequestURI();
        ServedRequest asked = new ServedRequest(request.method(), uri.getPath(), query(uri), request.flag("dryRun"));
        synchronized (served) {
            served.add(asked);
            if (served.size() > REMEMBERED) {
                served.remove();
            }
        }
        return asked;
    }

    private static String query(URI uri) {
        return Optional.ofNullable(uri.getRawQuery()).orElse("");
    }

    private ApiResponse answer(ApiRequest request) {
        try {
            return handler.handle(request);
        } catch (ApiError e) {
            return new ApiResponse.Tree(e.code(), e.status());
        } catch (RuntimeException e) {
            String message = "Internal error occurred: " + e;
            return new ApiResponse.Tree(
                    500, ApiError.of(500, "InternalError", message).status());
        }
    }

    private static void write(HttpExchange exchange, ApiResponse response) throws IOException, InterruptedException {
        if (response instanceof ApiResponse.Tree tree) {
            if (tree.code() == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            send(exchange, tree.code(), "application/json", Json.bytes(tree.body()));
        } else if (response instanceof ApiResponse.Text text) {
            send(exchange, text.code(), "text/plain; charset=utf-8", text.body().getBytes(StandardCharsets.UTF_8));
        } else if (response instanceof ApiResponse.Stream stream) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                stream.body().writeTo(out);
            }
        } else if (response instanceof ApiResponse.Half half) {
            byte[] body = Json.bytes(half.whole().body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(half.whole().code(), body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        }
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(code, -1);
            return;
        }
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
