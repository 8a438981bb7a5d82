package io.github.kitmaven.model;

import java.net.URI;
import java.util.Optional;

/** Knows which servers are reached through a proxy. */
@FunctionalInterface
public interface WebProxies {
    /** Knows of none. What Java itself is told, such as {@code -Dhttps.proxyHost}, holds. */
    WebProxies NONE = target -> Optional.empty();

    /**
     * Finds the proxy for a server.
     *
     * @param target an address there
     * @return the proxy; empty where none is known for it
     */
    Optional<WebProxy> of(URI target);
}
