package io.github.kitmaven.inventory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much one run may delete of one cluster: a number of objects, or a share of all that kit has there, whichever is more.
 *
 * @param objects a number of objects
 * @param percent a share of the objects that the inventory lists, in percent
 */
public record Budget(int objects, int percent) {
    /** 5 objects or 20 %. */
    public static final Budget DEFAULT = new Budget(5, 20);

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,7})\\s*(?:$|,\\s*(?=\\d)))?(?:(\\d{1,3})\\s*%)?");

    /**
     * Reads a budget.
     *
     * @param text {@code 5}, {@code 20%} or {@code 5,20%}
     * @return the budget; empty where the text is none of these
     */
    public static Optional<Budget> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (text.isBlank() || !form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Budget(number(form, 1), number(form, 2)));
    }

    private static int number(Matcher form, int group) {
        return Optional.ofNullable(form.group(group)).map(Integer::parseInt).orElse(0);
    }

    /**
     * How many objects may be deleted.
     *
     * @param listed how many objects the inventory lists
     * @return the limit
     */
    public int of(int listed) {
        return Math.max(objects, (int) ((long) listed * percent / 100));
    }

    /** {@return such as {@code 5 objects or 20 %}} */
    @Override
    public String toString() {
        return percent == 0
                ? objects + " objects"
                : objects == 0 ? percent + " %" : objects + " objects or " + percent + " %";
    }
}
