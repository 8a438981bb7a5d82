package io.github.kitmaven.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts such as {@code 500m} and {@code 1Gi}, in the form that a server writes: the largest unit that needs no fraction
 * ({@code k8s.io/apimachinery/pkg/api/resource}).
 */
public final class Quantity {
    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,9}|)");
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final List<String> DECIMAL_UNITS = List.of("E", "P", "T", "G", "M", "k", "", "m", "u", "n");
    private static final List<String> BINARY_UNITS = List.of("Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

    private Quantity() {}

    /**
     * Writes an amount as a server does.
     *
     * @param text the amount in any form
     * @return the server's form of it; empty where the text is no amount
     */
    public static Optional<String> canonical(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        BigDecimal amount = amount(form);
        String unit = form.group(2);
        if (BINARY_UNITS.contains(unit)) {
            return Optional.of(binary(amount));
        }
        return Optional.of(DECIMAL.containsKey(unit) ? decimal(amount) : exponent(amount));
    }

    /**
     * Reads an amount.
     *
     * @param text the amount in any form
     * @return its number, to compare it by; empty where the text is no amount
     */
    public static Optional<BigDecimal> number(String text) {
        return Optional.of(FORM.matcher(text)).filter(Matcher::matches).map(Quantity::amount);
    }

    private static BigDecimal amount(Matcher form) {
        BigDecimal number = new BigDecimal(form.group(1));
        String unit = form.group(2);
        int binary = BINARY_UNITS.indexOf(unit);
        if (binary >= 0) {
            return number.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(10 * (binary + 1))));
        }
        Integer power = DECIMAL.get(unit);
        return number.scaleByPowerOfTen(power == null ? Integer.parseInt(unit.substring(1)) : power);
    }

    private static String decimal(BigDecimal amount) {
        if (amount.signum() == 0) {
            return "0";
        }
        BigDecimal rounded = amount.setScale(9, RoundingMode.UP);
        for (String unit : DECIMAL_UNITS) {
            BigDecimal inUnit =
                    rounded.scaleByPowerOfTen(-DECIMAL.getOrDefault(unit, 0)).stripTrailingZeros();
            if (inUnit.scale() <= 0) {
                return inUnit.toBigInteger() + unit;
            }
        }
        throw new IllegalStateException(rounded + " has more than nine decimals");
    }

    private static String binary(BigDecimal amount) {
        if (amount.stripTrailingZeros().scale() > 0 || amount.abs().compareTo(BigDecimal.valueOf(1024)) < 0) {
            return decimal(amount);
        }
        BigInteger left = amount.toBigInteger();
        String unit = "";
        for (String next : BINARY_UNITS) {
            if (left.getLowestSetBit() < 10) {
                break;
            }
            left = left.shiftRight(10);
            unit = next;
        }
        return left + unit;
    }

    private static String exponent(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        int power = Math.floorDiv(-plain.scale(), 3) * 3;
        String digits = plain.scaleByPowerOfTen(-power).toBigInteger().toString();
        return power == 0 ? digits : digits + "e" + power;
    }
}
