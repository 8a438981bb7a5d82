package io.github.kitmaven.render;

/** Escapes HTML. Source of the rule: mustache.js 2.2.1. */
final class HtmlEscape {
    private HtmlEscape() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder();
        append(text, out);
        return out.toString();
    }

    static void append(String text, StringBuilder out) {
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
