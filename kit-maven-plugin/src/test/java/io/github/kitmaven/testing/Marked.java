package io.github.kitmaven.testing;

import io.github.kitmaven.config.SourceText;
import io.github.kitmaven.model.SecretRanges;

/** Texts in which {@code «these marks»} stand around what is secret. */
public final class Marked {
    private Marked() {}

    /** Takes the marks out of a text, and remembers what stood between them. */
    public static SourceText source(String name, String marked) {
        StringBuilder text = new StringBuilder();
        SecretRanges.Builder secret = new SecretRanges.Builder();
        int begin = 0;
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            switch (c) {
                case '«' -> begin = text.length();
                case '»' -> secret.add(begin, text.length());
                default -> text.append(c);
            }
        }
        return new SourceText(name, text.toString(), secret.build());
    }

    /** Puts the marks back. */
    public static String text(String text, SecretRanges secret) {
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean before = i > 0 && secret.meets(i - 1, i);
            boolean now = secret.meets(i, i + 1);
            marked.append(now && !before ? "«" : before && !now ? "»" : "").append(text.charAt(i));
        }
        boolean open = !text.isEmpty() && secret.meets(text.length() - 1, text.length());
        return marked.append(open ? "»" : "").toString();
    }
}
