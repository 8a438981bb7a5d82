package io.github.kitmaven.cluster.fabric8;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to a server, by the variables that kubectl reads too.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config">the rules of Go's HTTP client</a>
 */
final class Proxy {
    private Proxy() {}

    /** {@return the proxy's URL; empty where the server is asked directly} */
    static Optional<String> of(URI server, Map<String, String> environment) {
        String name = "https".equals(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
        return variable(environment, name)
                .filter(proxy -> !isLocal(server.getHost()))
                .filter(proxy ->
                        !spared(server, variable(environment, "NO_PROXY").orElse("")))
                .map(proxy -> proxy.contains("://") ? proxy : "http://" + proxy);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}");
    }

    private static boolean spared(URI server, String noProxy) {
        for (String entry : noProxy.split(",")) {
            if (matches(server, entry.strip().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(URI server, String entry) {
        String host = server.getHost().toLowerCase(Locale.ROOT);
        if (entry.isEmpty()) {
            return false;
        }
        if (entry.equals("*") || host.equals(entry) || (host + ":" + server.getPort()).equals(entry)) {
            return true;
        }
        if (entry.contains("/")) {
            return isAddress(host) && inBlock(host, entry);
        }
        String domain = entry.startsWith("*.") ? entry.substring(1) : entry.startsWith(".") ? entry : "." + entry;
        return host.endsWith(domain);
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("\\d+(\\.\\d+){3}");
    }

    private static boolean inBlock(String host, String block) {
        String[] parts = block.split("/", 2);
        if (!isAddress(parts[0]) || !parts[1].matches("\\d{1,3}")) {
            return false;
        }
        try {
            byte[] wanted = InetAddress.getByName(parts[0]).getAddress();
            byte[] address = InetAddress.getByName(host).getAddress();
            int bits = Integer.parseInt(parts[1]);
            if (wanted.length != address.length || bits > wanted.length * 8) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> i % 8;
                if ((wanted[i / 8] & mask) != (address[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false; // unreachable for a literal address, and no block then
        }
    }
}
