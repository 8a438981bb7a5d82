package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Masks secret values before they enter any result: the values of Secrets, and those that came from outside the repo,
 * wherever they stand.
 */
public final class Redaction {
    private static final String MASKED_BEFORE = "<secret, old>";
    private static final String MASKED_AFTER = "<secret, new>";
    private static final List<String> VALUES = List.of("data", "stringData");
    private final Secrets known;

    /**
     * Masks the values of Secrets, and more.
     *
     * @param known secret values that may stand in any object; more may join
     */
    public Redaction(Secrets known) {
        this.known = known;
    }

    /**
     * Masks the values of Secrets, too, wherever they stand.
     *
     * @param objects objects, some of which may be Secrets
     * @return what masks all that this one does, and their values
     */
    public Redaction and(Collection<ObjectNode> objects) {
        Secrets own = new Secrets();
        objects.stream()
                .filter(Redaction::isSecret)
                .forEach(secret -> VALUES.forEach(field -> collect(secret.path(field), own)));
        return new Redaction(known.and(own));
    }

    /**
     * Masks secret values in a text that is about no object in particular.
     *
     * @param text the text
     * @return the text without any of them
     */
    public String text(String text) {
        return known.mask(text);
    }

    /** Masks changes of an object so that they still tell that, and where, a secret value changes. */
    List<FieldChange> changes(ObjectNode object, List<FieldChange> changes) {
        return changes.stream()
                .map(change -> isSecret(object, change) ? mask(change) : change)
                .toList();
    }

    /**
     * Masks secret values in a text, such as a server's refusal, which may quote them.
     *
     * @param object the object that the text is about
     * @param text the text
     * @return the text without any of them
     */
    public String text(ObjectNode object, String text) {
        Secrets own = new Secrets();
        if (isSecret(object)) {
            VALUES.forEach(field -> collect(object.path(field), own));
        }
        return known.and(own).mask(text);
    }

    private boolean isSecret(ObjectNode object, FieldChange change) {
        boolean ofSecret = isSecret(object)
                && (VALUES.stream().anyMatch(field -> change.path().startsWith(field))
                        || change.path().contains(KitAnnotations.KUBECTL_LAST_APPLIED)
                        || change.path().equals("metadata.annotations"));
        // the old value of a field whose new one is secret was so too
        return ofSecret || holdsKnown(change.before()) || holdsKnown(change.after());
    }

    private boolean holdsKnown(Optional<String> value) {
        return value.filter(known::in).isPresent();
    }

    private static FieldChange mask(FieldChange change) {
        boolean both = change.before().isPresent() && change.after().isPresent();
        return new FieldChange(
                change.path(),
                change.before().map(value -> both ? MASKED_BEFORE : Secrets.MASK),
                change.after().map(value -> both ? MASKED_AFTER : Secrets.MASK),
                change.owners());
    }

    /** Every value, as it is and out of base64. */
    private static void collect(JsonNode value, Secrets secrets) {
        value.forEach(part -> collect(part, secrets));
        if (value.isValueNode() && !value.asText().isBlank()) {
            secrets.add(value.asText());
            decode(value.asText()).ifPresent(secrets::add);
        }
    }

    private static Optional<String> decode(String value) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                    .filter(text -> !text.isBlank());
        } catch (IllegalArgumentException e) {
            // not base64: then there is no second form of it to mask
            return Optional.empty();
        }
    }

    private static boolean isSecret(ObjectNode object) {
        return object.path("kind").asText().equals("Secret")
                && object.path("apiVersion").asText().equals("v1");
    }
}
