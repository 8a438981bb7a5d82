package io.github.kitmaven.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what the user may have meant by a name that does not exist. */
public final class Nearest {
    private Nearest() {}

    /**
     * Finds the existing name with the fewest typing mistakes (Levenshtein distance, or two neighbours swapped) between it and
     * the given one.
     *
     * @param name the name that does not exist
     * @param existing the names that do
     * @return the nearest, if one is near enough to be meant
     */
    public static Optional<String> to(String name, Collection<String> existing) {
        int farthest = Math.max(1, name.length() / 3);
        return existing.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= farthest)
                .filter(candidate -> distance(name, candidate) <= farthest)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * Finds the existing name that a given one is but a slip away from: one character too many, too few, or another, or two
     * neighbours swapped.
     *
     * @param name the name, of five characters or more; a shorter one has too many neighbours
     * @param existing the names that exist
     * @return the name that is meant, if there is one
     */
    public static Optional<String> typo(String name, Collection<String> existing) {
        return existing.stream()
                .filter(candidate -> name.length() > 4 && Math.abs(candidate.length() - name.length()) <= 1)
                .filter(candidate -> distance(name, candidate) == 1)
                .findFirst();
    }

    /**
     * Words the advice for a name that does not exist.
     *
     * @param name the name that does not exist
     * @param existing the names that do
     * @return what the user may have meant, or else what there is
     */
    public static String advice(String name, Collection<String> existing) {
        List<String> sorted = existing.stream().distinct().sorted().toList();
        return to(name, sorted)
                .map(nearest -> "The nearest name is " + nearest)
                .orElse(sorted.isEmpty() ? "There is none" : "There is " + String.join(", ", sorted));
    }

    private static int distance(String one, String other) {
        if (areSwapped(one, other)) {
            return 1;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replace = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static boolean areSwapped(String one, String other) {
        int at = 0;
        while (at < one.length() - 1 && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at < one.length() - 1
                && other.equals(one.substring(0, at) + one.charAt(at + 1) + one.charAt(at) + one.substring(at + 2));
    }
}
