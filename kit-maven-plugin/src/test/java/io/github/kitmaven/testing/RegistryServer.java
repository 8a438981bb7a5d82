package io.github.kitmaven.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A registry on a port of this machine that knows some images, and asks for a password or a token as real ones do. */
public final class RegistryServer implements AutoCloseable {
    public static final String DIGEST = "sha256:" + "0b".repeat(32);

    /** What the registry gives out once it has seen the login. */
    private static final String TOKEN = "t0ken-of-the-registry";

    private final HttpServer server;
    private final String host;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final Deque<Integer> failures = new ConcurrentLinkedDeque<>();
    private final AtomicInteger tokenFailure = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Optional<String> challenge = Optional.empty();
    private volatile Optional<String> wanted = Optional.empty();
    private volatile Optional<String> basic = Optional.empty();
    private volatile Optional<String> identity = Optional.empty();

    private RegistryServer(HttpServer server, String address) throws IOException {
        this.server = server;
        server.bind(new InetSocketAddress(address, 0), 0);
        this.host = address + ":" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    public static RegistryServer start() throws IOException {
        return new RegistryServer(HttpServer.create(), "127.0.0.1");
    }

    /** One with TLS, at an address that stands for another machine. */
    public static RegistryServer overTls(SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create();
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new RegistryServer(https, "127.0.0.2");
    }

    /** The host as image names have it. */
    public String host() {
        return host;
    }

    /** Has an image, such as {@code acme/web:1}, or answers this status for it. */
    public RegistryServer with(String image, int status) {
        statuses.put(path(image), status);
        return this;
    }

    /** Answers the next requests with these statuses, and no more than that; 0 breaks the connection, 429 asks for 7 s. */
    public RegistryServer failingWith(Integer... statuses) {
        failures.addAll(List.of(statuses));
        return this;
    }

    /** Answers the next request for a token with this status. */
    public RegistryServer failingToken(int status) {
        tokenFailure.set(status);
        return this;
    }

    public RegistryServer redirecting(String image, String location) {
        redirects.put(path(image), location);
        return this;
    }

    public RegistryServer askingForPassword(String user, String password) {
        challenge = Optional.of("Basic realm=\"registry\"");
        wanted = Optional.of(pair(user, password));
        return this;
    }

    /** Sends to its own token service, which lets in who has this login, or everybody. */
    public RegistryServer askingForToken(Optional<String> user, Optional<String> password) {
        asking("Bearer realm=\"http://" + host
                + "/token\",service=\"the registry\",scope=\"repository:acme/web:pull\"");
        wanted = Optional.of("Bearer " + TOKEN);
        basic = user.map(name -> pair(name, password.orElse("")));
        return this;
    }

    public RegistryServer askingForIdentity(String token) {
        askingForToken(Optional.empty(), Optional.empty());
        identity = Optional.of(token);
        return this;
    }

    public RegistryServer asking(String header) {
        challenge = Optional.of(header);
        wanted = Optional.of("nothing");
        return this;
    }

    /** Method, path, and what authorised each request. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("-");
        String uri = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((exchange.getRequestMethod() + " " + uri + " " + authorization + " " + body).strip());
        int token = uri.startsWith("/token") ? tokenFailure.getAndSet(0) : 0;
        Optional<Integer> failure = token == 0 ? Optional.ofNullable(failures.poll()) : Optional.of(token);
        if (exchange.getRequestHeaders().containsKey("Proxy-Authorization")) {
            throw new IOException("the login for the proxy got to the registry");
        }
        if (failure.isPresent()) {
            fail(exchange, failure.get());
        } else if (uri.startsWith("/token")) {
            boolean in = basic.isEmpty() || basic.get().equals(authorization);
            boolean known = identity.isEmpty() || body.contains("refresh_token=" + identity.get());
            byte[] json = ("{\"token\": \"" + TOKEN + "\", \"expires_in\": 60}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(in && known ? 200 : 401, json.length);
            exchange.getResponseBody().write(json);
        } else if (wanted.isPresent() && !wanted.get().equals(authorization)) {
            challenge.ifPresent(header -> exchange.getResponseHeaders().set("WWW-Authenticate", header));
            exchange.sendResponseHeaders(401, -1);
        } else {
            manifest(exchange, uri);
        }
    }

    private static void fail(HttpExchange exchange, int status) throws IOException {
        if (status == 0) {
            throw new IOException("broken");
        }
        if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "7");
        }
        exchange.sendResponseHeaders(status, -1);
    }

    private void manifest(HttpExchange exchange, String uri) throws IOException {
        List<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
        if (redirects.containsKey(uri)) {
            exchange.getResponseHeaders().set("Location", redirects.get(uri));
            exchange.sendResponseHeaders(307, -1);
            return;
        }
        int status = statuses.getOrDefault(uri, 404);
        if (status == 200) {
            exchange.getResponseHeaders().set("Docker-Content-Digest", DIGEST);
        }
        // as registries do, it does not find what the client can't read
        boolean readable = accepted.contains("application/vnd.oci.image.index.v1+json");
        exchange.sendResponseHeaders(readable ? status : 404, -1);
    }

    private static String path(String image) {
        int at = image.contains("@") ? image.indexOf('@') : image.lastIndexOf(':');
        return "/v2/" + image.substring(0, at) + "/manifests/" + image.substring(at + 1);
    }

    private static String pair(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
