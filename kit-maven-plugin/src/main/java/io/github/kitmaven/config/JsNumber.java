package io.github.kitmaven.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Prints numbers as JavaScript does: {@code 1.0} as {@code 1}, {@code 2.50} as {@code 2.5}, the shortest digits that
 * read back as the same double.
 *
 * <p>Source of the rule: ECMAScript, Number::toString. Java's own shortest digits are not always the shortest before
 * Java 19.
 */
final class JsNumber {
    private static final List<RoundingMode> NEAREST_FIRST =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN);
    private static final double ALL_DIGITS_BELOW = 1L << 53;

    private JsNumber() {}

    static String print(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < ALL_DIGITS_BELOW) {
            return Long.toString((long) value);
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String sign = value < 0 ? "-" : "";
        String digits = shortest.unscaledValue().toString();
        return sign + layOut(digits, digits.length() - shortest.scale());
    }

    /** Lays digits out, given how many of them stand before the point. */
    private static String layOut(String digits, int before) {
        if (before > 21 || before <= -6) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + (before > 0 ? "e+" : "e") + (before - 1);
        }
        if (before >= digits.length()) {
            return digits + "0".repeat(before - digits.length());
        }
        if (before > 0) {
            return digits.substring(0, before) + "." + digits.substring(before);
        }
        return "0." + "0".repeat(-before) + digits;
    }

    /** The shortest digits; where several are as short, the nearest to the value. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < 17; precision++) {
            for (RoundingMode mode : NEAREST_FIRST) {
                BigDecimal rounded = exact.round(new MathContext(precision, mode));
                if (rounded.doubleValue() == value) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
