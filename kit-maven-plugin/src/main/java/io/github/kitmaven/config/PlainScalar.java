package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted YAML scalar means.
 *
 * <p>{@link #LIKE_ORIGINAL} follows js-yaml 3.5.2, which the original reads its repo with: {@code 0b11}, {@code 1_000}
 * and {@code 1:30} are numbers, {@code 1e3} and {@code 0o17} are not. {@link #CORE} is the core schema of YAML 1.2,
 * except that {@code 0644} is octal, as kubectl reads it; its integers keep all their digits. Dates are strings in both.
 */
enum PlainScalar {
    LIKE_ORIGINAL(
            "[-+]?(?:0|0b_*[01][01_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*|0_*[0-7][0-7_]*|_*[1-9][0-9_]*(?::[0-5]?[0-9])*)",
            "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9_]*[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
                    + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"),
    CORE(
            "[-+]?(?:0|0o[0-7]+|0x[0-9a-fA-F]+|0[0-7]+|[1-9][0-9]*)",
            "[-+]?(?:\\.[0-9]+|(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

    private static final Set<String> NULL = Set.of("~", "null", "Null", "NULL", "");
    private static final Set<String> BOOLEAN = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final String BEGINS_A_NUMBER = "0123456789+-._";
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.(?:nan|NaN|NAN)");

    private final Pattern integer;
    private final Pattern real;

    PlainScalar(String integer, String real) {
        this.integer = Pattern.compile(integer);
        this.real = Pattern.compile(real);
    }

    static PlainScalar of(FormatVersion version) {
        return version.likeOriginal() ? LIKE_ORIGINAL : CORE;
    }

    Scalar resolve(String plain, Origin origin) {
        Scalar.Type type = typeOf(plain);
        String text = switch (type) {
            case STRING -> plain;
            case BOOLEAN -> plain.toLowerCase(Locale.ROOT);
            case NULL -> "";
            case NUMBER -> number(plain);
        };
        return new Scalar(type, text, origin, List.of());
    }

    private Scalar.Type typeOf(String plain) {
        if (NULL.contains(plain)) {
            return Scalar.Type.NULL;
        }
        if (BOOLEAN.contains(plain)) {
            return Scalar.Type.BOOLEAN;
        }
        if (BEGINS_A_NUMBER.indexOf(plain.charAt(0)) < 0) {
            return Scalar.Type.STRING;
        }
        boolean number = integer.matcher(plain).matches()
                || real.matcher(plain).matches()
                || INFINITE.matcher(plain).matches()
                || NOT_A_NUMBER.matcher(plain).matches();
        return number ? Scalar.Type.NUMBER : Scalar.Type.STRING;
    }

    private String number(String plain) {
        String digits = plain.replace("_", "");
        boolean negative = digits.startsWith("-");
        String magnitude = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        if (this == CORE && integer.matcher(magnitude).matches()) {
            BigInteger exact = integer(magnitude);
            return (negative ? exact.negate() : exact).toString();
        }
        double value = magnitude(magnitude);
        return JsNumber.print(negative ? -value : value);
    }

    private double magnitude(String digits) {
        if (NOT_A_NUMBER.matcher(digits).matches()) {
            return Double.NaN;
        }
        if (INFINITE.matcher(digits).matches()) {
            return Double.POSITIVE_INFINITY;
        }
        if (digits.indexOf(':') > 0) {
            return sexagesimal(digits);
        }
        return integer.matcher(digits).matches() ? integer(digits).doubleValue() : Double.parseDouble(digits);
    }

    private static BigInteger integer(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return new BigInteger(digits);
        }
        return switch (digits.charAt(1)) {
            case 'b' -> new BigInteger(digits.substring(2), 2);
            case 'x' -> new BigInteger(digits.substring(2), 16);
            case 'o' -> new BigInteger(digits.substring(2), 8);
            default -> new BigInteger(digits, 8);
        };
    }

    private static double sexagesimal(String digits) {
        double value = 0;
        for (String part : digits.split(":")) {
            value = value * 60 + Double.parseDouble(part);
        }
        return value;
    }
}
