package io.github.kitmaven.validate;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** What ConfigMaps and Secrets hold. No value is ever quoted. */
final class DataRule implements ObjectRule {
    private static final Pattern KEY = Pattern.compile("(?!\\.$|\\.\\.)[-._a-zA-Z0-9]{1,253}");

    @Override
    public void check(KubeObject object, Findings findings) {
        if (!object.is("configmaps") && !object.is("secrets")) {
            return;
        }
        for (String field : List.of("data", "binaryData", "stringData")) {
            Node entries = object.root().get(field);
            for (Node entry : entries.members()) {
                if (!KEY.matcher(entry.name()).matches()) {
                    findings.error(
                            "invalid-name",
                            object,
                            entries.key(entry.name()),
                            entry.shownName() + " can't be a key of " + field,
                            "Use at most 253 letters, digits, -, _ and ., and no .. at its begin");
                }
                boolean encoded = field.equals(object.isSecret() ? "data" : "binaryData");
                if (encoded && entry.isString() && !isBase64(entry.text()) && !Unset.in(entry)) {
                    findings.error(
                            "invalid-value",
                            object,
                            entry,
                            entry.path() + " is not base64",
                            object.isSecret()
                                    ? "Encode it, or move it to stringData as it is"
                                    : "Encode it, or move it to data as it is");
                }
            }
        }
    }

    /** Java would do without the padding, a server does not. */
    private static boolean isBase64(String text) {
        try {
            String oneLine = text.replaceAll("[\r\n]", "");
            Base64.getDecoder().decode(oneLine);
            return oneLine.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
