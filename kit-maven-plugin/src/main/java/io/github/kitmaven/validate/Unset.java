package io.github.kitmaven.validate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What stands in for the value of an external variable that is not set here: checks run where secrets are not available.
 * Nothing is known of such a value, so a value that holds it may be of any type.
 */
public final class Unset {
    /** The stand-in. */
    public static final String VALUE = "not-set-for-kit-validate";

    private static final List<String> FORMS = List.of(
            VALUE,
            Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8)),
            HexFormat.of().formatHex(VALUE.getBytes(StandardCharsets.UTF_8)));

    private Unset() {}

    /** Whether the true value can't be told. */
    static boolean in(Node node) {
        String text = node.text();
        for (String form : FORMS) {
            if (text.length() >= form.length() && text.contains(form)) {
                return true;
            }
        }
        return false;
    }
}
