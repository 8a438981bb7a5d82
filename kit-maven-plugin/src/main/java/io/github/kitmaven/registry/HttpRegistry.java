package io.github.kitmaven.registry;

import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.model.Backoff;
import io.github.kitmaven.model.WebProxies;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks registries over http for the manifest of an image, without fetching it.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#checking-if-content-exists-in-the-registry">the
 *     specification</a>
 */
public final class HttpRegistry implements ImageRegistry {
    private static final List<String> MANIFESTS = List.of(
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");
    private static final String DIGEST = "[a-z0-9+._-]+:[0-9a-fA-F]{32,}";
    private static final int MOST_REDIRECTS = 5;

    private final Logins logins;
    private final Supplier<Web> webs;

    /**
     * Makes it. Certificates are checked as Java does.
     *
     * @param logins knows who asks
     * @param proxies knows which registries are reached through a proxy
     */
    public HttpRegistry(Logins logins, WebProxies proxies) {
        this(logins, () -> new Web(HttpClient.newBuilder(), proxies, Backoff.sleeping(4)));
    }

    HttpRegistry(Logins logins, Supplier<Web> webs) {
        this.logins = logins;
        this.webs = webs;
    }

    @Override
    public Optional<Stored> find(ImageReference image) {
        try (Web web = webs.get()) {
            return find(image, web);
        }
    }

    private Optional<Stored> find(ImageReference image, Web web) {
        RegistryHost registry = RegistryHost.of(image);
        RegistryFault fault = new RegistryFault(registry, image);
        String path = registry.pathOf(image);
        String which = image.digest().or(image::tag).orElse("latest");
        URI uri = URI.create(registry.url() + "/v2/" + path + "/manifests/" + which);

        HttpResponse<String> answer = ask(uri, Optional.empty(), web, fault);
        if (answer.statusCode() == 401) {
            Optional<Login> login = logins.of(registry);
            answer = ask(uri, Optional.of(authorization(answer, path, login, web, fault)), web, fault);
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw fault.refused(answer.statusCode(), login.isPresent());
            }
        }
        return switch (answer.statusCode()) {
            case 200 ->
                Optional.of(new Stored(
                        answer.headers().firstValue("Docker-Content-Digest").filter(digest -> digest.matches(DIGEST))));
            case 404 -> Optional.empty();
            case 403 -> throw fault.refused(403, false);
            default -> throw fault.failed("it answers " + answer.statusCode());
        };
    }

    private static String authorization(
            HttpResponse<String> answer, String path, Optional<Login> login, Web web, RegistryFault fault) {
        Challenge challenge = Challenge.in(answer.headers().allValues("WWW-Authenticate"))
                .orElseThrow(() -> fault.failed("it answers 401, and not how to log in"));
        if (challenge.isBearer()) {
            return "Bearer " + new TokenService(web, fault).token(challenge, path, login);
        }
        return login.filter(it -> !it.isIdentityToken()).map(Web::basic).orElseThrow(() -> fault.refused(401, false));
    }

    /** The authorization is for the registry alone, not for where it may send us. */
    private static HttpResponse<String> ask(URI uri, Optional<String> authorization, Web web, RegistryFault fault) {
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at).method("HEAD", BodyPublishers.noBody());
            MANIFESTS.forEach(type -> request.header("Accept", type));
            if (at.getRawAuthority().equals(uri.getRawAuthority())
                    && at.getScheme().equals(uri.getScheme())) {
                authorization.ifPresent(value -> request.header("Authorization", value));
            }
            HttpResponse<String> answer = web.send(request.build());
            Optional<String> location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return answer;
            }
            at = redirected(at, location.get(), fault);
        }
        throw fault.failed("it redirects too often");
    }

    private static URI redirected(URI from, String location, RegistryFault fault) {
        try {
            URI to = from.resolve(location);
            boolean safe = "https".equals(to.getScheme()) || from.getScheme().equals(to.getScheme());
            if (safe && to.getHost() != null) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw fault.failed("it redirects to where there is no https");
    }
}
