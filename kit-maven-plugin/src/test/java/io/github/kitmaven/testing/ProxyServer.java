package io.github.kitmaven.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A web proxy on a port of this machine, which alone knows where some servers are. It can ask for a password. */
public final class ProxyServer implements AutoCloseable {
    public static final String GIT = "git.example.com";
    public static final String REGISTRY = "registry.example.com";
    private static final Map<String, String> ADDRESSES = Map.of(GIT, "127.0.0.1", REGISTRY, "127.0.0.2");
    private static final String END = "\r\n\r\n";

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Optional<String> wanted = Optional.empty();

    private ProxyServer(ServerSocket socket) {
        this.socket = socket;
    }

    public static ProxyServer start() throws IOException {
        ProxyServer proxy = new ProxyServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    public ProxyServer askingFor(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        wanted = Optional.of("proxy-authorization: Basic " + Base64.getEncoder().encodeToString(pair));
        return this;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Method and target of each request that was let in. */
    public List<String> requests() {
        return requests;
    }

    /** How many requests there were, those included that were not let in. */
    public int asked() {
        return asked.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String[] words = head.split(" ", 3);
            OutputStream out = client.getOutputStream();
            asked.incrementAndGet();
            String credentials = head.replaceFirst("(?i)\r\nproxy-authorization:", "\r\nproxy-authorization:");
            if (wanted.filter(header -> !credentials.contains(header)).isPresent()) {
                write(
                        out,
                        "HTTP/1.1 407 Who is it\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n"
                                + "Connection: close" + END);
                return;
            }
            requests.add(words[0] + " " + words[1]);
            boolean tunnel = words[0].equals("CONNECT");
            URI target = URI.create(tunnel ? "https://" + words[1] : words[1]);
            try (Socket server = new Socket(ADDRESSES.getOrDefault(target.getHost(), "127.0.0.3"), target.getPort())) {
                write(
                        tunnel ? out : server.getOutputStream(),
                        tunnel ? "HTTP/1.1 200 Connected" + END : passedOn(head, target));
                threads.execute(() -> pump(client, server));
                pump(server, client);
            }
        } catch (IOException e) {
            // the client sees it
        }
    }

    /** The head as the server is to see it: for itself, and ending with its answer. */
    private static String passedOn(String head, URI target) {
        String path = target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        return head.substring(0, head.indexOf(' ')) + " " + path + " HTTP/1.1\r\n"
                + head.strip()
                        .lines()
                        .skip(1)
                        .filter(line -> !line.matches("(?i)(proxy-|connection:).*"))
                        .map(line -> line + "\r\n")
                        .collect(Collectors.joining())
                + "Connection: close" + END;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no request");
            }
            head.write(read);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of them is gone
        }
    }
}
