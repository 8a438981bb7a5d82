package io.github.kitmaven.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Names an image as a package URL of type {@code oci}, which CDEvents want for an artifact.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst#oci">the type</a>
 */
final class Purl {
    private Purl() {}

    /** {@code acme/web:1@sha256:0a} is {@code pkg:oci/web@sha256%3A0a?repository_url=acme%2Fweb&tag=1}. */
    static String of(String image) {
        int at = image.indexOf('@');
        String digest = at < 0 ? "" : image.substring(at + 1);
        String named = at < 0 ? image : image.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String repository = tagged ? named.substring(0, colon) : named;
        String name = repository.substring(repository.lastIndexOf('/') + 1);
        return "pkg:oci/" + escaped(name) + (digest.isEmpty() ? "" : "@" + escaped(digest)) + "?repository_url="
                + escaped(repository) + (tagged ? "&tag=" + escaped(named.substring(colon + 1)) : "");
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
