package io.github.kitmaven.report;

import java.util.List;

/** A table in plain text: columns as wide as they need to be, two spaces between them. */
public final class TextTable {
    private TextTable() {}

    /**
     * Lays rows out.
     *
     * @param rows rows that have as many cells each as the first
     * @return their lines
     */
    public static List<String> of(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
