package io.github.kitmaven.model;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Values that nobody may read. The longest come first, so that masking one leaves no rest of another. */
public final class Secrets extends AbstractSet<String> {
    /** What is shown in the place of a secret. */
    public static final String MASK = "<secret>";

    private static final int SHORTEST = 4;

    private final NavigableSet<String> values;

    private Secrets(NavigableSet<String> values) {
        this.values = Collections.unmodifiableNavigableSet(values);
    }

    /**
     * Takes values for secret: each as a whole, and each of its lines, for output may show them one by one.
     *
     * @param values the values; those of less than four characters are left out, as they would mask what is no secret
     * @return the secrets, without space around them
     */
    public static Secrets of(Collection<String> values) {
        NavigableSet<String> secrets =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        values.stream()
                .flatMap(value -> Stream.concat(Stream.of(value), value.lines()))
                .map(String::strip)
                .filter(value -> value.length() >= SHORTEST)
                .forEach(secrets::add);
        return new Secrets(secrets);
    }

    /**
     * Hides the secrets in a text.
     *
     * @param text the text
     * @return the text with {@link #MASK} in the place of each
     */
    public String mask(String text) {
        String masked = text;
        for (String secret : values) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    @Override
    public Iterator<String> iterator() {
        return values.iterator();
    }

    @Override
    public int size() {
        return values.size();
    }

    /** {@return how many there are} */
    @Override
    public String toString() {
        return values.size() + " secrets";
    }
}
