package io.github.kitmaven.git.jgit;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server prints for people to read in lines of their own. */
final class Printed {
    /** What git and forges put before each line. */
    private static final Pattern PREFIX = Pattern.compile("^(remote:\\s*)?(error:\\s*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]");

    private Printed() {}

    /** The words on one line, without prefixes, empty lines and frames. */
    static String onOneLine(String text) {
        return text.lines()
                .map(line -> PREFIX.matcher(line.strip()).replaceFirst(""))
                .filter(line -> WORDS.matcher(line).find())
                .collect(Collectors.joining("; "));
    }
}
