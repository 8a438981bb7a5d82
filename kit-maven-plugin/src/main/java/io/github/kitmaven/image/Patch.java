package io.github.kitmaven.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A change of one file as a unified diff, with one hunk from the first changed line to the last. */
public final class Patch {
    private static final int CONTEXT = 3;
    private static final Pattern AFTER_LINE_BREAK = Pattern.compile("(?<=\\n)");

    private Patch() {}

    /**
     * Writes the diff.
     *
     * @param path the file's path
     * @param before the old text; empty where the file is new
     * @param after the new text
     * @return the diff, as {@code git apply} takes it
     */
    public static String of(String path, Optional<String> before, String after) {
        List<String> old = before.map(Patch::lines).orElse(List.of());
        List<String> now = lines(after);
        int same = 0;
        while (same < Math.min(old.size(), now.size()) && old.get(same).equals(now.get(same))) {
            same++;
        }
        int sameEnd = 0;
        while (sameEnd < Math.min(old.size(), now.size()) - same
                && old.get(old.size() - 1 - sameEnd).equals(now.get(now.size() - 1 - sameEnd))) {
            sameEnd++;
        }
        int from = Math.max(0, same - CONTEXT);
        int more = Math.min(CONTEXT, sameEnd);
        int oldEnd = old.size() - sameEnd;
        int nowEnd = now.size() - sameEnd;
        StringBuilder patch = new StringBuilder();
        patch.append(before.isPresent() ? "--- a/" + path : "--- /dev/null").append("\n+++ b/");
        patch.append(path).append('\n');
        patch.append("@@ -").append(range(from, oldEnd + more)).append(" +").append(range(from, nowEnd + more));
        patch.append(" @@\n");
        append(patch, ' ', old.subList(from, same));
        append(patch, '-', old.subList(same, oldEnd));
        append(patch, '+', now.subList(same, nowEnd));
        append(patch, ' ', old.subList(oldEnd, oldEnd + more));
        return patch.toString();
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(AFTER_LINE_BREAK.split(text));
    }

    private static String range(int from, int to) {
        return (to > from ? from + 1 : from) + "," + (to - from);
    }

    private static void append(StringBuilder patch, char sign, List<String> lines) {
        for (String line : lines) {
            patch.append(sign).append(line);
            if (!line.endsWith("\n")) {
                patch.append("\n\\ No newline at end of file\n");
            }
        }
    }
}
