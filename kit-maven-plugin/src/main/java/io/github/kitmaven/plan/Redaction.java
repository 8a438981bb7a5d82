package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Masks secret values before they enter any result: the values of Secrets, and those that were decrypted or came from
 * outside the repo, wherever they stand.
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
     * Masks what is secret of objects, too, wherever it stands.
     *
     * @param wanted the objects as the repo wants them
     * @param live the objects as the cluster has them
     * @return what masks all that this one does, and what stands in either where the repo has a secret
     */
    public Redaction and(Collection<Manifest> wanted, Map<ManifestKey, ObjectNode> live) {
        Secrets own = new Secrets();
        live.values().forEach(object -> collect(object, own));
        for (Manifest object : wanted) {
            collect(object.tree(), own);
            object.secret().addTo(object.tree(), own);
            Optional.ofNullable(live.get(object.key()))
                    .ifPresent(before -> object.secret().addTo(before, own));
        }
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
            collect(object.tree(), own);
        }
        return (own.isEmpty() ? known : known.and(own)).mask(text);
    }

    private boolean isSecret(Manifest object, FieldChange change) {
        boolean ofSecret = isSecret(object.tree())
                && VALUES.stream().anyMatch(field -> change.path().startsWith(field));
        boolean holdsAll = (isSecret(object.tree()) || !object.secret().isEmpty())
                && (change.path().contains(KitAnnotations.KUBECTL_LAST_APPLIED)
                        || change.path().equals("metadata.annotations"));
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
                change.after().map(value -> both ? MASKED_AFTER : Secrets.MASK),
                change.owners());
    }

    /** Every value of a Secret, as it is and out of base64. */
    private static void collect(ObjectNode object, Secrets secrets) {
        if (isSecret(object)) {
            VALUES.forEach(field -> values(object.path(field), secrets));
        }
    }

    private static void values(JsonNode value, Secrets secrets) {
        value.forEach(part -> values(part, secrets));
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

    private static boolean isSecret(ObjectNode object) {
        return object.path("kind").asText().equals("Secret")
                && object.path("apiVersion").asText().equals("v1");
    }
}
