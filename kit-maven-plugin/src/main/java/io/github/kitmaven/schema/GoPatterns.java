package io.github.kitmaven.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Regular expressions as a server reads them, which is written in Go: in the syntax of RE2, and in time that grows with the
 * text but never explodes. Each is read once. Thread-safe.
 */
public final class GoPatterns {
    /** How deep groups nest, and how often nested repetitions repeat, at most in Go. The library here knows no such limits. */
    private static final int MOST = 1000;

    /** What matters to count: a quoted part, an escape, a class, the bounds of a group, a counted repetition, a sign. */
    private static final java.util.regex.Pattern PART = java.util.regex.Pattern.compile(
            "\\\\Q.*?(?:\\\\E|$)|\\\\[pPx]\\{[^}]*}|\\\\.|\\[\\^?]?(?:[^]\\[\\\\]++|\\\\.|\\[:\\^?[a-z]+:]|\\[)*+]|\\(|\\)"
                    + "|\\{(\\d{1,9})(,(\\d{0,9}))?}|.",
            java.util.regex.Pattern.DOTALL);

    private final Map<String, Read> read = new ConcurrentHashMap<>();

    /** Makes an empty collection. */
    public GoPatterns() {}

    private record Read(Optional<Pattern> pattern, String problem) {}

    /**
     * Tells what is wrong with an expression.
     *
     * @param expression the expression
     * @return Go's words, if it can't be read
     */
    public Optional<String> problem(String expression) {
        return Optional.of(read(expression))
                .filter(it -> it.pattern().isEmpty())
                .map(Read::problem);
    }

    /**
     * Looks for an expression in a text.
     *
     * @param expression the expression
     * @param text the text
     * @return whether any part of the text matches; true where the expression can't be read
     */
    public boolean finds(String expression, String text) {
        return read(expression)
                .pattern()
                .map(pattern -> pattern.matcher(text).find())
                .orElse(true);
    }

    private Read read(String expression) {
        return read.computeIfAbsent(expression, GoPatterns::compile);
    }

    private static Read compile(String expression) {
        if (isTooLarge(expression)) {
            return new Read(Optional.empty(), "it repeats or nests too much");
        }
        try {
            return new Read(Optional.of(Pattern.compile(expression)), "");
        } catch (PatternSyntaxException e) {
            return new Read(Optional.empty(), e.getDescription() + ": " + e.getPattern());
        }
    }

    /** Whether Go refuses it for its size. Every repetition would be written out, so it must not come to that here. */
    private static boolean isTooLarge(String expression) {
        Deque<Long> around = new ArrayDeque<>();
        long most = 1;
        long last = 1;
        Matcher part = PART.matcher(expression);
        while (part.find()) {
            switch (part.group().charAt(0)) {
                case '(' -> {
                    around.push(most);
                    most = 1;
                }
                case ')' -> {
                    last = most;
                    most = around.isEmpty() ? 1 : around.pop();
                }
                case '{' -> last *= part.group(1) == null ? 1 : times(part);
                default -> last = 1;
            }
            most = Math.max(most, last);
            if (most > MOST || around.size() > MOST) {
                return true;
            }
        }
        return false;
    }

    private static long times(MatchResult repetition) {
        String highest = Optional.ofNullable(repetition.group(3)).orElse("");
        return Long.parseLong(highest.isEmpty() ? repetition.group(1) : highest);
    }
}
