package io.github.kitmaven.plan;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of CPU, memory and the like, which a server rewrites: {@code 0.5} comes back as {@code 500m}. */
final class Quantity {
    private static final Pattern FORM = Pattern.compile("([+-]?[0-9.]+)([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?");
    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("k", BigDecimal.ONE.movePointRight(3)),
            Map.entry("M", BigDecimal.ONE.movePointRight(6)),
            Map.entry("G", BigDecimal.ONE.movePointRight(9)),
            Map.entry("T", BigDecimal.ONE.movePointRight(12)),
            Map.entry("P", BigDecimal.ONE.movePointRight(15)),
            Map.entry("E", BigDecimal.ONE.movePointRight(18)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private Quantity() {}

    /** Whether two texts are quantities of the same amount. */
    static boolean equal(String one, String other) {
        Optional<BigDecimal> amount = amount(one);
        return amount.isPresent()
                && amount(other).filter(b -> amount.get().compareTo(b) == 0).isPresent();
    }

    private static Optional<BigDecimal> amount(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()
                || form.group(1).chars().filter(c -> c == '.').count() > 1
                || form.group(1).equals(".")) {
            return Optional.empty();
        }
        String suffix = form.group(2) == null ? "" : form.group(2);
        BigDecimal factor = FACTORS.get(suffix);
        return Optional.of(
                factor != null
                        ? new BigDecimal(form.group(1)).multiply(factor)
                        : new BigDecimal(form.group(1) + suffix));
    }
}
