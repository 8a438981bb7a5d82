package io.github.kitmaven.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every page has in common: its looks and its script, and a policy that lets nothing else run, load or be sent. */
final class HtmlParts {
    static final String STYLE = text("style.css");
    /** All of the page's script; later files use what earlier ones define. */
    static final String SCRIPT = Stream.of(
                    "words.js", "fleet.js", "failures.js", "matrix.js", "timeline.js", "details.js", "page.js")
            .map(HtmlParts::text)
            .collect(Collectors.joining("\n", "'use strict';\n", ""));

    static final String POLICY = "default-src 'none'; img-src data:; style-src " + hash(STYLE) + "; script-src "
            + hash(SCRIPT) + "; base-uri 'none'; form-action 'none'";

    private HtmlParts() {}

    /** Does nothing but have Java make the above. */
    static void load() {}

    static String text(String name) {
        try (InputStream in = HtmlParts.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
