package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * The values that nobody may read, gathered while a goal runs: a value is added where it enters, and each way out masks
 * all that were. The longest come first, so that masking one leaves no rest of another. Thread-safe.
 */
public final class Secrets {
    /** What is shown in the place of a secret. */
    public static final String MASK = "<secret>";

    private static final int SHORTEST = 4;
    private static final Set<String> EVERYDAY = Set.of("true", "false", "null");

    private final NavigableSet<String> forms = new ConcurrentSkipListSet<>(
            Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Makes a collection without any. */
    public Secrets() {}

    /**
     * Takes values for secret.
     *
     * @param values the values
     * @return the secrets
     */
    public static Secrets of(Collection<String> values) {
        Secrets secrets = new Secrets();
        values.forEach(secrets::add);
        return secrets;
    }

    /**
     * Takes one more value for secret: as a whole, each of its lines, for output may show them one by one, and the forms
     * that it takes in JSON, in HTML and in base64.
     *
     * @param value the value; what is left out, as masking it would mask what is no secret: less than four characters, and
     *     {@code true}, {@code false} and {@code null}
     */
    public void add(String value) {
        Stream.concat(Stream.of(value), value.lines())
                .map(String::strip)
                .filter(Secrets::worthHiding)
                .forEach(this::addForms);
        if (worthHiding(value.strip())) {
            forms.add(base64(value)); // with the space around it, which the server's answer keeps
        }
    }

    private static boolean worthHiding(String part) {
        return part.length() >= SHORTEST && !EVERYDAY.contains(part.toLowerCase(Locale.ROOT));
    }

    /**
     * Adds all values of others.
     *
     * @param others the others
     * @return these and the others
     */
    public Secrets and(Secrets others) {
        Secrets all = new Secrets();
        all.forms.addAll(forms);
        all.forms.addAll(others.forms);
        return all;
    }

    /**
     * Hides the secrets in a text.
     *
     * @param text the text
     * @return the text with {@link #MASK} in the place of each
     */
    public String mask(String text) {
        String masked = text;
        for (String secret : forms) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    /**
     * Looks for secrets in a text.
     *
     * @param text the text
     * @return whether it holds any
     */
    public boolean in(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    private void addForms(String value) {
        String json = TextNode.valueOf(value).toString();
        forms.add(value);
        forms.add(json.substring(1, json.length() - 1));
        forms.add(HtmlEscape.of(value));
        forms.add(base64(value));
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return nothing of them} */
    @Override
    public String toString() {
        return MASK;
    }
}
