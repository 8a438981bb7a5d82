package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Masks the values of Secrets, before they enter any result. */
public final class Redaction {
    /** What stands in a result in place of a value that does not change. */
    static final String MASKED = "<secret>";

    private static final String MASKED_BEFORE = "<secret, old>";
    private static final String MASKED_AFTER = "<secret, new>";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final List<String> VALUES = List.of("data", "stringData");

    private Redaction() {}

    /** Masks changes of a Secret so that they still tell that, and which, values change. */
    static List<FieldChange> mask(ObjectNode object, List<FieldChange> changes) {
        if (!isSecret(object)) {
            return changes;
        }
        List<FieldChange> masked = new ArrayList<>();
        for (FieldChange change : changes) {
            boolean secret = VALUES.stream().anyMatch(field -> change.path().startsWith(field))
                    || change.path().contains(LAST_APPLIED)
                    || change.path().equals("metadata.annotations");
            masked.add(secret ? mask(change) : change);
        }
        return masked;
    }

    private static FieldChange mask(FieldChange change) {
        boolean both = change.before().isPresent() && change.after().isPresent();
        return new FieldChange(
                change.path(),
                change.before().map(value -> both ? MASKED_BEFORE : MASKED),
                change.after().map(value -> both ? MASKED_AFTER : MASKED));
    }

    /**
     * Masks a Secret's values in a text, such as a server's refusal, which may quote them.
     *
     * @param object the object that the text is about
     * @param text the text
     * @return the text, without any value of the object if that is a Secret
     */
    public static String mask(ObjectNode object, String text) {
        if (!isSecret(object)) {
            return text;
        }
        String masked = text;
        for (String value : secrets(object)) {
            masked = masked.replace(value, MASKED);
        }
        return masked;
    }

    private static List<String> secrets(ObjectNode secret) {
        List<String> values = new ArrayList<>();
        for (String field : VALUES) {
            for (JsonNode value : secret.path(field)) {
                values.add(value.asText());
                decode(value.asText()).ifPresent(values::add);
                values.add(Base64.getEncoder().encodeToString(value.asText().getBytes(StandardCharsets.UTF_8)));
            }
        }
        values.removeIf(String::isBlank);
        // the longest first: a value may be a part of another
        values.sort(Comparator.comparingInt(String::length).reversed());
        return values;
    }

    private static Optional<String> decode(String value) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // not base64: then there is no second form of it to mask
            return Optional.empty();
        }
    }

    private static boolean isSecret(ObjectNode object) {
        return object.path("kind").equals(TextNode.valueOf("Secret"))
                && object.path("apiVersion").asText().equals("v1");
    }
}
