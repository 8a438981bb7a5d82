package io.github.kitmaven.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for names and label values, and a server's words about those that break them. */
public final class Names {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SERVICE = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String VALUE = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";

    private static final Pattern LABEL_FORM = Pattern.compile(LABEL);
    private static final Pattern SERVICE_FORM = Pattern.compile(SERVICE);
    private static final Pattern SUBDOMAIN_FORM = Pattern.compile(SUBDOMAIN);
    private static final Pattern VALUE_FORM = Pattern.compile(VALUE);
    private static final Pattern PORT_FORM = Pattern.compile("(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*");

    private Names() {}

    /**
     * Checks a name that must be a DNS subdomain (RFC 1123), as those of most kinds.
     *
     * @param name the name
     * @return a server's words, if it is none
     */
    public static Optional<String> subdomainProblem(String name) {
        return problem(
                name,
                SUBDOMAIN_FORM,
                253,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                        + " start and end with an alphanumeric character (e.g. 'example.com', regex used for validation"
                        + " is '" + SUBDOMAIN + "')");
    }

    /**
     * Checks a name that must be a DNS label.
     *
     * @param name the name
     * @param ofService whether the label must begin with a letter (RFC 1035), as that of a Service must
     * @return a server's words, if it is none
     */
    public static Optional<String> labelProblem(String name, boolean ofService) {
        return ofService
                ? problem(
                        name,
                        SERVICE_FORM,
                        63,
                        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
                                + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
                                + " 'abc-123', regex used for validation is '" + SERVICE + "')")
                : problem(
                        name,
                        LABEL_FORM,
                        63,
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                                + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex"
                                + " used for validation is '" + LABEL + "')");
    }

    /**
     * Checks the value of a label.
     *
     * @param value the value
     * @return a server's words, if it may not be one
     */
    public static Optional<String> labelValueProblem(String value) {
        return problem(
                value,
                VALUE_FORM,
                63,
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                        + " start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345',"
                        + " regex used for validation is '" + VALUE + "')");
    }

    /**
     * Whether a text may be the key of a label or annotation: a name of up to 63 characters, with or without a DNS
     * subdomain and a slash before it.
     *
     * @param key the text
     * @return whether it may
     */
    public static boolean isQualified(String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        boolean prefixed =
                slash < 0 || subdomainProblem(key.substring(0, slash)).isEmpty();
        return prefixed && !name.isEmpty() && labelValueProblem(name).isEmpty();
    }

    /**
     * Whether a text may name a port of a container (RFC 6335, a service name).
     *
     * @param name the text
     * @return whether it may
     */
    public static boolean isPortName(String name) {
        return name.length() <= 15 && PORT_FORM.matcher(name).matches();
    }

    private static Optional<String> problem(String text, Pattern form, int length, String problem) {
        if (text.length() > length) {
            return Optional.of("must be no more than " + length + " characters");
        }
        return form.matcher(text).matches() ? Optional.empty() : Optional.of(problem);
    }
}
