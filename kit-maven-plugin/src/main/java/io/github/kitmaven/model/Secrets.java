package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values that nobody may read, gathered while a goal runs: a value is added where it enters, and each way out masks
 * all that were. Where two overlap, both are masked to their
 * ends, so that no rest of one is left. Thread-safe.
 */
public final class Secrets {
    /** What is shown in the place of a secret. */
    public static final String MASK = "<secret>";

    private static final int SHORTEST = 4;
    private static final Set<String> EVERYDAY = Set.of("true", "false", "null");

    private static final NavigableSet<String> NONE = Collections.emptyNavigableSet();
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder());

    /** All forms of all values by how they begin, so that a text is read once, however many there are. */
    private final Map<String, NavigableSet<String>> forms = new ConcurrentHashMap<>();
    /** Values too short for that, longest first. */
    private final NavigableSet<String> words = new ConcurrentSkipListSet<>(LONGEST_FIRST);

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
     *     {@code true}, {@code false} and {@code null}. Those are known by where they stand: {@link SecretRanges}
     */
    public void add(String value) {
        Stream.concat(Stream.of(value), value.lines())
                .map(String::strip)
                .filter(Secrets::worthHiding)
                .forEach(this::addForms);
        if (worthHiding(value.strip())) {
            addForm(base64(value)); // with the space around it, which the server's answer keeps
        }
    }

    /**
     * Takes a value for secret that may be too short for {@link #add}: then it is masked where it stands as a word by itself.
     * That would mask what is no secret, too, so it is for texts only that are about what holds the value.
     *
     * @param value the value
     */
    public void addWord(String value) {
        add(value);
        String word = value.strip();
        if (!word.isEmpty() && !worthHiding(word)) {
            words.add(word);
            words.add(jsonForm(word));
        }
    }

    /**
     * Tells whether a value can be looked for in every text.
     *
     * @param part the value
     * @return whether masking it everywhere would mask little else
     */
    public static boolean worthHiding(String part) {
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
        forms.values().forEach(set -> set.forEach(all::addForm));
        others.forms.values().forEach(set -> set.forEach(all::addForm));
        all.words.addAll(words);
        all.words.addAll(others.words);
        return all;
    }

    /**
     * Hides the secrets in a text.
     *
     * @param text the text
     * @return the text with {@link #MASK} in the place of each
     */
    public String mask(String text) {
        if (forms.isEmpty()) {
            return maskWords(text);
        }
        StringBuilder masked = new StringBuilder();
        int done = 0;
        int start = 0;
        int end = 0;
        for (int i = 0; i <= text.length() - SHORTEST; i++) {
            int length = longestAt(i, text);
            if (length > 0 && i >= end) {
                masked.append(text, done, start).append(end > 0 ? MASK : "");
                done = end;
                start = i;
            }
            end = length > 0 ? Math.max(end, i + length) : end;
        }
        masked.append(text, done, start).append(end > 0 ? MASK : "");
        return maskWords(masked.append(text, end, text.length()).toString());
    }

    private String maskWords(String text) {
        if (words.isEmpty()) {
            return text;
        }
        Pattern any = Pattern.compile(words.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")));
        return Arrays.stream(text.split(MASK, -1))
                .map(part -> any.matcher(part).replaceAll(MASK))
                .collect(Collectors.joining(MASK));
    }

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return forms.isEmpty() && words.isEmpty();
    }

    /**
     * Looks for secrets in a text.
     *
     * @param text the text
     * @return whether it holds any
     */
    public boolean in(String text) {
        boolean holdsForm = !forms.isEmpty()
                && IntStream.rangeClosed(0, text.length() - SHORTEST).anyMatch(i -> longestAt(i, text) > 0);
        return holdsForm || !maskWords(text).equals(text);
    }

    private int longestAt(int index, String text) {
        for (String form : forms.getOrDefault(text.substring(index, index + SHORTEST), NONE)) {
            if (text.startsWith(form, index)) {
                return form.length();
            }
        }
        return 0;
    }

    private void addForm(String form) {
        forms.computeIfAbsent(form.substring(0, SHORTEST), start -> new ConcurrentSkipListSet<>(LONGEST_FIRST))
                .add(form);
    }

    private void addForms(String value) {
        addForm(value);
        addForm(jsonForm(value));
        addForm(HtmlEscape.of(value));
        addForm(base64(value));
    }

    private static String jsonForm(String value) {
        String json = TextNode.valueOf(value).toString();
        return json.substring(1, json.length() - 1);
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
