package io.github.kitmaven.sops;

import io.github.kitmaven.sops.SopsFile.Form;
import io.github.kitmaven.sops.SopsFile.Leaf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that a file holds in the clear: their part in its MAC is that of what they mean, so {@code 0x10} counts as
 * {@code 16}.
 *
 * <p>Source of the rules: resolve.go of go-yaml v3, which {@code sops} reads with.
 */
final class ClearValue {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern INT =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9]\\d*))");
    private static final Pattern INFINITE = Pattern.compile("([-+]?)\\.(inf|Inf|INF)");

    private ClearValue() {}

    static boolean isNull(Leaf leaf) {
        return leaf.form() == Form.PLAIN && NULLS.contains(leaf.text());
    }

    static byte[] macBytes(Leaf leaf) {
        String counted = leaf.form() == Form.PLAIN ? meaning(leaf.text()) : leaf.text();
        return counted.getBytes(StandardCharsets.UTF_8);
    }

    private static String meaning(String text) {
        if (BOOLEANS.contains(text)) {
            return text.toLowerCase(Locale.ROOT).equals("true") ? "True" : "False";
        }
        if (text.equalsIgnoreCase(".nan")) {
            return "NaN";
        }
        Matcher infinite = INFINITE.matcher(text);
        if (infinite.matches()) {
            return infinite.group(1).equals("-") ? "-Inf" : "+Inf";
        }
        if (!Character.isDigit(text.charAt(0)) && "+-.".indexOf(text.charAt(0)) < 0) {
            return text;
        }
        String number = text.replace("_", "");
        OptionalLong whole = whole(number);
        if (whole.isPresent()) {
            return Long.toString(whole.getAsLong());
        }
        return GoNumber.isDecimal(number) ? GoNumber.print(GoNumber.parse(number)) : text;
    }

    private static OptionalLong whole(String number) {
        Matcher parts = INT.matcher(number);
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        int[] radixes = {16, 8, 2, 10};
        for (int i = 0; i < radixes.length; i++) {
            String digits = parts.group(i + 2);
            if (digits != null) {
                return parsed(parts.group(1) + digits, radixes[i]);
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong parsed(String digits, int radix) {
        try {
            return OptionalLong.of(Long.parseLong(digits, radix));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // too large: then it is a floating-point number
        }
    }
}
