package io.github.kitmaven.model;

/** Escapes HTML. Source of the rule: mustache.js 2.2.1. */
public final class HtmlEscape {
    private HtmlEscape() {}

    /**
     * Escapes a text.
     *
     * @param text the text
     * @return the text with an entity in the place of each character that means something in HTML
     */
    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        append(text, out);
        return out.toString();
    }

    /**
     * Escapes a text.
     *
     * @param text the text
     * @param out takes the escaped text
     */
    public static void append(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '/' -> out.append("&#x2F;");
                case '`' -> out.append("&#x60;");
                case '=' -> out.append("&#x3D;");
                default -> out.append(c);
            }
        }
    }
}
