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
        int plain = 0; // where what needs no entity begins
        for (int i = 0; i < text.length(); i++) {
            String entity = entity(text.charAt(i));
            if (!entity.isEmpty()) {
                out.append(text, plain, i).append(entity);
                plain = i + 1;
            }
        }
        out.append(plain == 0 ? text : text.substring(plain));
    }

    private static String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            case '/' -> "&#x2F;";
            case '`' -> "&#x60;";
            case '=' -> "&#x3D;";
            default -> "";
        };
    }
}
