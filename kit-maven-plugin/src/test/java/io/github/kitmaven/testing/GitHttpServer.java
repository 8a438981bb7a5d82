package io.github.kitmaven.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** A git server on a port of this machine, for the bare repositories of a folder. It can ask for a password, and fail. */
public final class GitHttpServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Integer> failures = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile int cutAfter;
    private volatile Optional<String> elsewhere = Optional.empty();
    private volatile boolean protocolZero;
    private volatile Optional<String> authorization = Optional.empty();

    private GitHttpServer(HttpServer server) {
        this.server = server;
    }

    public static GitHttpServer of(Path root, GitBackend backend) throws IOException {
        return of(HttpServer.create(), root, backend);
    }

    /** One that speaks https, with the certificate of this context. */
    public static GitHttpServer overTls(Path root, GitBackend backend, SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create();
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return of(https, root, backend);
    }

    private static GitHttpServer of(HttpServer http, Path root, GitBackend backend) throws IOException {
        http.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        GitHttpServer server = new GitHttpServer(http);
        http.createContext("/", exchange -> {
            try (exchange) {
                server.answer(root, backend, exchange);
            }
        });
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Lets in only who gives this user and password. */
    public GitHttpServer askingFor(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        return this;
    }

    /** Sends whoever comes to another server. */
    public GitHttpServer redirectingTo(GitHttpServer other) {
        elsewhere = Optional.of(other.url(""));
        return this;
    }

    /** Breaks off the next answers that are longer, after so many bytes; with no answers longer than that, none. */
    public GitHttpServer cutting(int times, int bytes) {
        cuts.set(times);
        cutAfter = bytes;
        return this;
    }

    /** Knows only the first version of git's protocol. */
    public GitHttpServer ofProtocolZero() {
        protocolZero = true;
        return this;
    }

    /** Answers the next requests with these statuses, and no more than that. */
    public synchronized GitHttpServer failingWith(Integer... statuses) {
        failures.addAll(List.of(statuses));
        return this;
    }

    public String url(String repository) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
    }

    /** Method and path of every request so far. */
    public List<String> requests() {
        return requests;
    }

    /** How many bytes of requests and answers there were since this was asked before, headers left out. */
    public long takeBytes() {
        return bytes.getAndSet(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(Path root, GitBackend backend, HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Optional<Integer> failure = nextFailure();
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (elsewhere.isPresent()) {
            String to = elsewhere.get() + exchange.getRequestURI().toString().substring(1);
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        } else if (failure.isPresent()) {
            exchange.sendResponseHeaders(failure.get(), -1);
        } else if (authorization.isPresent() && !authorization.get().equals(given)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
        } else {
            exchange.setStreams(
                    new CountedInput(exchange.getRequestBody()), new CountedOutput(exchange.getResponseBody()));
            if (protocolZero) {
                exchange.setAttribute(GitBackend.PROTOCOL_ZERO, true);
            }
            if (cuts.get() > 0) {
                exchange.setStreams(null, new CutStream(exchange.getResponseBody()));
            }
            backend.answer(root, exchange);
        }
    }

    private synchronized Optional<Integer> nextFailure() {
        return Optional.ofNullable(failures.poll());
    }

    private final class CountedInput extends FilterInputStream {
        private CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            bytes.addAndGet(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            bytes.addAndGet(Math.max(0, read));
            return read;
        }
    }

    private final class CountedOutput extends FilterOutputStream {
        private CountedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] from, int start, int length) throws IOException {
            bytes.addAndGet(length);
            out.write(from, start, length);
        }
    }

    /** Ends in the middle of a long answer, as a connection that is lost does. */
    private final class CutStream extends FilterOutputStream {
        private int written;

        private CutStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            written += length;
            if (written > cutAfter && cuts.getAndDecrement() > 0) {
                out.write(bytes, from, length / 2);
                out.flush();
                throw new IOException("cut");
            }
            out.write(bytes, from, length);
        }
    }
}
