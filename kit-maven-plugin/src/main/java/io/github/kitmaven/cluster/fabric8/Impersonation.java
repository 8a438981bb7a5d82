package io.github.kitmaven.cluster.fabric8;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The headers that let a user act as another.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation">the
 *     protocol</a>
 */
final class Impersonation {
    private static final String LEGAL_BESIDES_LETTERS = "0123456789!#$&'*+-.^_`|~";

    private Impersonation() {}

    /** {@return the headers by name; empty where the user acts as himself} */
    static Map<String, List<String>> headers(YamlEntry user) {
        Optional<String> name = user.text("as");
        if (name.isEmpty()) {
            refuseTheRest(user);
            return Map.of();
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Impersonate-User", List.of(name.get()));
        user.text("as-uid").ifPresent(uid -> headers.put("Impersonate-Uid", List.of(uid)));
        user.child("as-groups").ifPresent(groups -> headers.put("Impersonate-Group", texts(groups)));
        user.child("as-user-extra")
                .ifPresent(extra -> extra.keys()
                        .forEach(key -> extra.child(key)
                                .ifPresent(values -> headers.put("Impersonate-Extra-" + escaped(key), texts(values)))));
        return headers;
    }

    /** As kubectl does: the rest alone would be dropped without a word, and the user act as himself. */
    private static void refuseTheRest(YamlEntry user) {
        for (String key : List.of("as-uid", "as-groups", "as-user-extra")) {
            user.child(key).ifPresent(entry -> {
                throw entry.refused(
                        key + " says more of a user to act as, but none is named", "Name one with 'as:', or remove it");
            });
        }
    }

    private static List<String> texts(YamlEntry list) {
        return list.items().stream().map(YamlEntry::text).toList();
    }

    /**
     * A header's name is of few characters, so all others of a key, and the percent sign, are percent-encoded.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-tokens">the characters of a header's name</a>
     */
    private static String escaped(String key) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            if ((character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || LEGAL_BESIDES_LETTERS.indexOf(character) >= 0) {
                escaped.append(character);
            } else {
                escaped.append("%%%02X".formatted((int) character));
            }
        }
        return escaped.toString();
    }
}
