package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Masks secret values before they enter any result: the values of Secrets, and those that were decrypted or came from
 * outside the repo, wherever they stand.
 */
public final class Redaction {
    private static final String MASKED_BEFORE = "<secret, old>";
    private static final String MASKED_AFTER = "<secret, new>";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
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

    /** Masks changes of an object so that they still tell that, and where, a secret value changes. */
    List<FieldChange> changes(Manifest object, List<FieldChange> changes) {
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
    public String text(Manifest object, String text) {
        return text(List.of(object), text);
    }

    /**
     * Masks secret values in a text that is about several objects, such as those of a cluster.
     *
     * @param objects the objects
     * @param text the text
     * @return the text without any of them
     */
    public String text(Collection<Manifest> objects, String text) {
        Secrets own = new Secrets();
        for (Manifest object : objects) {
            object.secret().addTo(object.tree(), own);
            if (isSecret(object)) {
                VALUES.forEach(field -> collect(object.tree().path(field), own));
            }
        }
        return (own.isEmpty() ? known : known.and(own)).mask(text);
    }

    private boolean isSecret(Manifest object, FieldChange change) {
        boolean ofSecret = isSecret(object)
                && VALUES.stream().anyMatch(field -> change.path().startsWith(field));
        boolean holdsAll = (isSecret(object) || !object.secret().isEmpty())
                && (change.path().contains(LAST_APPLIED) || change.path().equals("metadata.annotations"));
        // the old value of a field whose new one is secret was so too
        return ofSecret || holdsAll || holdsSecret(change.before()) || holdsSecret(change.after());
    }

    /** Whether a value has to be masked, or a part of it is. */
    private boolean holdsSecret(Optional<String> value) {
        return value.filter(text -> known.in(text) || text.contains(Secrets.MASK))
                .isPresent();
    }

    private static FieldChange mask(FieldChange change) {
        boolean both = change.before().isPresent() && change.after().isPresent();
        return new FieldChange(
                change.path(),
                change.before().map(value -> both ? MASKED_BEFORE : Secrets.MASK),
                change.after().map(value -> both ? MASKED_AFTER : Secrets.MASK));
    }

    /** Every value, as it is and out of base64. */
    private static void collect(JsonNode value, Secrets secrets) {
        value.forEach(part -> collect(part, secrets));
        if (value.isValueNode() && !value.asText().isBlank()) {
            secrets.addWord(value.asText());
            decode(value.asText()).ifPresent(secrets::addWord);
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

    private static boolean isSecret(Manifest object) {
        return object.kind().equals("Secret") && object.apiVersion().equals("v1");
    }
}
