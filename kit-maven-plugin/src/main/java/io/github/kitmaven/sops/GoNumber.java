package io.github.kitmaven.sops;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Floating-point numbers as {@code sops}, a program in Go, prints them. */
final class GoNumber {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?");
    private static final int MOST_DIGITS = 17;
    private static final double INT_BELOW = 1L << 53;

    private GoNumber() {}

    static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    static boolean isFloat(String text) {
        return isDecimal(text) || text.matches("NaN|[-+]?Inf");
    }

    static double parse(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    /** The fewest digits that read back as the same number, without an exponent. Source: strconv.FormatFloat with 'f', -1. */
    static String print(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == 0 ? (1 / value < 0 ? "-0" : "0") : shortest(value).toPlainString();
    }

    /** The same in YAML and JSON: other words for what is no number, and exponents where a reader might take it for an int. */
    static String literal(double value) {
        if (Double.isNaN(value)) {
            return ".nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        }
        if (Math.abs(value) < INT_BELOW) {
            return print(value);
        }
        BigDecimal digits = shortest(value);
        int exponent = digits.precision() - digits.scale() - 1;
        BigDecimal first = digits.movePointLeft(exponent);
        return (first.scale() > 0 ? first.toPlainString() : first.toBigInteger() + ".0") + "e+" + exponent;
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == value) {
                break;
            }
        }
        return shortest.stripTrailingZeros();
    }
}
