package io.github.kitmaven.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a text that nobody may read, known by where they stand. A value too short to be looked for in every text is
 * secret in these places all the same.
 */
public final class SecretRanges {
    /** No part at all. */
    public static final SecretRanges NONE = new SecretRanges(List.of());

    private final List<Range> ranges;

    private SecretRanges(List<Range> ranges) {
        this.ranges = ranges;
    }

    private record Range(int start, int end) {}

    /** Gathers ranges from the begin of a text to its end; nothing is allocated before the first. */
    public static final class Builder {
        private List<Range> ranges = List.of();

        /** Makes a builder without any. */
        public Builder() {}

        /**
         * Adds a range behind those that were added before.
         *
         * @param start the index of its first character
         * @param end the index behind its last; an empty range is left out
         */
        public void add(int start, int end) {
            if (end > start) {
                ranges = ranges.isEmpty() ? new ArrayList<>() : ranges;
                ranges.add(new Range(start, end));
            }
        }

        /** {@return the ranges} */
        public SecretRanges build() {
            return ranges.isEmpty() ? NONE : new SecretRanges(List.copyOf(ranges));
        }
    }

    /** {@return whether no part of the text is secret} */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /**
     * Tells whether a part of the text holds anything secret.
     *
     * @param start the index of the part's first character
     * @param end the index behind its last
     * @return whether a range reaches into it
     */
    public boolean meets(int start, int end) {
        int at = firstBehind(start);
        return at < ranges.size() && ranges.get(at).start() < end;
    }

    /**
     * Hides what is secret in a part of the text.
     *
     * @param text the whole text
     * @param start the index of the part's first character
     * @param end the index behind its last
     * @return the part, with {@link Secrets#MASK} in the place of each range
     */
    public String mask(String text, int start, int end) {
        StringBuilder shown = new StringBuilder();
        int done = start;
        for (int at = firstBehind(start); at < ranges.size() && ranges.get(at).start() < end; at++) {
            shown.append(text, done, Math.max(done, ranges.get(at).start())).append(Secrets.MASK);
            done = Math.min(end, ranges.get(at).end());
        }
        return shown.append(text, done, end).toString();
    }

    /**
     * Counts in code points, as YAML's parser does, in place of chars.
     *
     * @param text the text
     * @return the same ranges
     */
    public SecretRanges inCodePoints(String text) {
        if (isEmpty() || text.codePointCount(0, text.length()) == text.length()) {
            return this;
        }
        Builder counted = new Builder();
        int index = 0;
        int points = 0;
        for (Range range : ranges) {
            points += text.codePointCount(index, range.start());
            int end = points + text.codePointCount(range.start(), range.end());
            counted.add(points, end);
            index = range.end();
            points = end;
        }
        return counted.build();
    }

    /** The first range that does not end before an index, or how many there are. */
    private int firstBehind(int index) {
        int from = 0;
        int to = ranges.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ranges.get(middle).end() > index) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
