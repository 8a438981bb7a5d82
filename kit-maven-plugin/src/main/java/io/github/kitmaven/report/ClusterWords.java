package io.github.kitmaven.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names clusters in the cells of a table: few by their names, many by a letter that lines below the table explain. */
final class ClusterWords {
    private static final int FEW = 3;

    private final List<String> all;
    private final Map<List<String>, String> letters = new LinkedHashMap<>();

    /** Knows all clusters that there are. */
    ClusterWords(List<String> all) {
        this.all = all;
    }

    /** Names some of them. */
    String of(List<String> some) {
        if (some.size() <= FEW && (some.size() < all.size() || some.size() == 1)) {
            return String.join(", ", some);
        }
        return some.size() == all.size()
                ? "all " + all.size() + " clusters"
                : some.size() + " clusters " + letters.computeIfAbsent(some, it -> letter(letters.size()));
    }

    private static String letter(int number) {
        return "[" + (number < 26 ? Character.toString('a' + number) : Integer.toString(number + 1)) + "]";
    }

    /** {@return what the letters stand for, a line each} */
    List<String> legend() {
        List<String> lines = new ArrayList<>();
        letters.forEach((some, letter) -> {
            List<String> others =
                    all.stream().filter(name -> !some.contains(name)).toList();
            lines.add(letter + " "
                    + (others.size() < some.size() ? "all but " + Console.listed(others) : Console.listed(some)));
        });
        return lines;
    }
}
