package io.github.kitmaven.registry;

import io.github.kitmaven.model.WebProxies;
import io.github.kitmaven.model.WebProxy;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Takes the proxies that are known, and else what Java itself is told. */
final class ProxyChoice extends ProxySelector {
    private final WebProxies proxies;

    ProxyChoice(WebProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI target) {
        return proxies.of(target)
                .map(WebProxy::proxy)
                .map(List::of)
                .orElseGet(() -> Optional.ofNullable(ProxySelector.getDefault())
                        .map(usual -> usual.select(target))
                        .orElse(List.of(Proxy.NO_PROXY)));
    }

    @Override
    public void connectFailed(URI target, SocketAddress proxy, IOException fault) {
        // told by the request itself
    }
}
