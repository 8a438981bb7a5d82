package io.github.kitmaven.image;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a container image, as the grammar of the distribution project has it.
 *
 * @param registry the host of the registry, with its port if it has one; empty for the default one
 * @param repository the path in the registry, such as {@code acme/web}
 * @param tag the tag
 * @param digest the digest, such as {@code sha256:...}
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">the grammar</a>
 */
public record ImageReference(
        Optional<String> registry, String repository, Optional<String> tag, Optional<String> digest) {
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern GRAMMAR = Pattern.compile("(?:(?<registry>localhost(?::\\d+)?|[^/@]*[.:][^/@]*)/)?"
            + "(?<repository>" + COMPONENT + "(?:/" + COMPONENT + ")*)"
            + "(?::(?<tag>\\w[\\w.-]{0,127}))?"
            + "(?:@(?<digest>[a-z][a-z0-9+._-]*:[0-9a-fA-F]{32,}))?");
    private static final Pattern HOST =
            Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:\\d+)?|\\[[0-9a-fA-F:]+](:\\d+)?");

    /**
     * Reads an image's name.
     *
     * @param text the name, such as {@code registry.example.com/acme/web:master-1}
     * @return its parts
     * @throws UserException where the text is no image's name, or where it has neither tag nor digest
     */
    public static ImageReference parse(String text) {
        Matcher parts = GRAMMAR.matcher(text);
        if (!parts.matches()) {
            throw invalid(text, "is not the name of an image");
        }
        Optional<String> registry = Optional.ofNullable(parts.group("registry"));
        if (registry.isPresent() && !HOST.matcher(registry.get()).matches()) {
            throw invalid(text, "names a registry that is no host");
        }
        return new ImageReference(
                registry,
                parts.group("repository"),
                Optional.ofNullable(parts.group("tag")),
                Optional.ofNullable(parts.group("digest")));
    }

    /**
     * Refuses an image that nobody could tell from the next one.
     *
     * @return this
     * @throws UserException where it has neither tag nor digest
     */
    public ImageReference pinned() {
        if (tag.isEmpty() && digest.isEmpty()) {
            throw invalid(toString(), "has neither tag nor digest");
        }
        return this;
    }

    /**
     * Adds a digest.
     *
     * @param known the digest of this image
     * @return the same image, by its digest
     */
    public ImageReference at(String known) {
        return new ImageReference(registry, repository, tag, Optional.of(known));
    }

    /** {@return the same image by its tag alone; itself where it has none} */
    public ImageReference withoutDigest() {
        return tag.isEmpty() ? this : new ImageReference(registry, repository, tag, Optional.empty());
    }

    /** {@return the name without registry and digest, as people speak of it: {@code acme/web:master-1}} */
    public String shortName() {
        return repository
                + tag.map(t -> ":" + t).orElseGet(() -> digest.map(d -> "@" + d).orElse(""));
    }

    /** {@return the full name} */
    @Override
    public String toString() {
        return registry.map(host -> host + "/").orElse("")
                + repository
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }

    private static UserException invalid(String text, String what) {
        return new UserException(Diagnostic.of(
                "The image \"" + text + "\" " + what,
                "Give kit.image as registry/path:tag or registry/path@sha256:..., with the path in lower case"));
    }
}
