package io.github.kitmaven.schema;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The formats of strings that a server checks. Where servers differ, and for those that nobody writes (book numbers, credit
 * cards), a text passes here.
 *
 * <p>Source: the list of formats that the documentation of CustomResourceDefinitions gives.
 */
public final class Formats {
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][-+.a-zA-Z0-9]*:.*", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern HOST = Pattern.compile("[-\\p{L}\\p{S}0-9]{1,63}(\\.[-\\p{L}\\p{S}0-9]{1,63})*");
    private static final Pattern TIME =
            Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(.\\d+)?(z|[-+]\\d\\d:\\d\\d)");
    private static final Pattern DURATION = Pattern.compile(
            "[-+]?0|.*\\d\\s*(?:(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h|hr|d|w|wk)(?![a-z\u00b5])"
                    + "|nano|micro|milli|sec|min|hour|day|week).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String PART = "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final String HEX = "[0-9a-fA-F]";

    private static final Map<String, Predicate<String>> RULES = Map.ofEntries(
            Map.entry("bsonobjectid", form(HEX + "{24}")),
            Map.entry("uri", Formats::isUri),
            Map.entry("email", form(".+@.+")),
            Map.entry("hostname", Formats::isHostName),
            Map.entry("ipv4", text -> text.contains(".") && isAddress(text)),
            Map.entry("ipv6", text -> text.contains(":") && isAddress(text)),
            Map.entry("cidr", Formats::isNetwork),
            Map.entry("mac", Formats::isMac),
            Map.entry("uuid", uuid(HEX, HEX)),
            Map.entry("uuid3", uuid("3", HEX)),
            Map.entry("uuid4", uuid("4", "[89abAB]")),
            Map.entry("uuid5", uuid("5", "[89abAB]")),
            Map.entry("ssn", form("\\d{3}[- ]\\d{2}[- ]\\d{4}")),
            Map.entry("hexcolor", form("#?(" + HEX + "{3}|" + HEX + "{6})")),
            Map.entry("rgbcolor", form("rgb\\(\\s*" + PART + "\\s*,\\s*" + PART + "\\s*,\\s*" + PART + "\\s*\\)")),
            Map.entry("byte", form("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")),
            Map.entry("date", Formats::isDate),
            Map.entry("datetime", Formats::isDateTime),
            Map.entry("duration", text -> DURATION.matcher(text).matches()));

    private Formats() {}

    /**
     * Checks a text.
     *
     * @param format the name of the format, with or without its dashes
     * @param text the text
     * @return whether it has the format, or may have it for all that is known here
     */
    public static boolean allows(String format, String text) {
        return RULES.getOrDefault(format.replace("-", ""), any -> true).test(text);
    }

    private static Predicate<String> form(String expression) {
        return Pattern.compile(expression).asMatchPredicate();
    }

    private static Predicate<String> uuid(String version, String variant) {
        return form(HEX + "{8}-?" + HEX + "{4}-?" + version + HEX + "{3}-?" + variant + HEX + "{3}-?" + HEX + "{12}");
    }

    /** Something with a scheme, or an absolute path. */
    private static boolean isUri(String text) {
        boolean control = text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
        boolean scheme = SCHEME.matcher(text).matches();
        boolean path = text.startsWith("/");
        String afterScheme = scheme ? text.substring(text.indexOf(':') + 1) : text;
        String beforeQuery = afterScheme.split("\\?", 2)[0];
        boolean opaque = !beforeQuery.startsWith("/");
        boolean broken = !opaque && ESCAPE.matcher(beforeQuery).find();
        return text.equals("*") || ((scheme || path) && !control && !broken);
    }

    private static boolean isHostName(String text) {
        boolean dashes =
                Arrays.stream(text.split("\\.")).anyMatch(label -> label.startsWith("-") || label.endsWith("-"));
        return HOST.matcher(text).matches() && !dashes && text.length() <= 255;
    }

    private static boolean isAddress(String text) {
        return text.contains(":") ? isVersion6(text) : isVersion4(text);
    }

    private static boolean isVersion4(String text) {
        return text.matches(PART + "(\\." + PART + "){3}");
    }

    private static boolean isVersion6(String text) {
        int lastColon = text.lastIndexOf(':');
        if (text.indexOf('.') > lastColon) {
            return isVersion4(text.substring(lastColon + 1)) && isVersion6(text.substring(0, lastColon + 1) + "0:0");
        }
        int gap = text.indexOf("::");
        List<String> groups = gap < 0
                ? List.of(text.split(":", -1))
                : Arrays.stream((text.substring(0, gap) + ":" + text.substring(gap + 2)).split(":"))
                        .filter(group -> !group.isEmpty())
                        .toList();
        boolean edges = gap < 0 || !(text.substring(gap + 1).contains("::") || text.matches(":[^:].*|.*[^:]:"));
        boolean length = gap < 0 ? groups.size() == 8 : groups.size() <= 7;
        return edges && length && groups.stream().allMatch(group -> group.matches(HEX + "{1,4}"));
    }

    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !isAddress(text.substring(0, slash))) {
            return false;
        }
        String length = text.substring(slash + 1);
        return length.matches("\\d{1,6}") && Integer.parseInt(length) <= (text.contains(":") ? 128 : 32);
    }

    private static boolean isMac(String text) {
        return List.of("[:-]", "\\.").stream().anyMatch(separator -> {
            int digits = separator.equals("\\.") ? 4 : 2;
            String[] groups = text.split(separator, -1);
            boolean one = !(text.contains(":") && text.contains("-"));
            return one
                    && List.of(6, 8, 20).contains(groups.length * digits / 2)
                    && Arrays.stream(groups).allMatch(group -> group.matches(HEX + "{" + digits + "}"));
        });
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("t", -1);
        return parts.length > 1 && isDate(parts[0]) && TIME.matcher(parts[1]).matches();
    }
}
