package io.github.kitmaven.report;

/**
 * Colours of a terminal; nothing depends on them, for logs and many eyes have none.
 *
 * @param on whether there are any
 */
public record Paint(boolean on) {
    /** No colours. */
    public static final Paint NONE = new Paint(false);

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[m" : text;
    }

    /** A line of a plan by its sign: what comes is green, what goes is red, what changes is yellow. */
    String plan(String line) {
        String sign = line.strip();
        if (sign.startsWith("+ ")) {
            return paint("32", line);
        }
        if (sign.startsWith("- ")) {
            return paint("31", line);
        }
        return sign.startsWith("~ ") || sign.startsWith("-/+ ") ? paint("33", line) : line;
    }
}
