package io.github.kitmaven.backup;

import io.github.kitmaven.model.ManifestKey;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Where an object's manifest is kept: {@code <cluster>/<namespace>/<kind>-<name>}, without the end that tells the format. */
final class BackupPath {
    /** The folder of what is in no namespace; no namespace can have that name. */
    static final String NO_NAMESPACE = "_cluster";

    /** Kubernetes' own, beside those of the form {@code <word>.k8s.io}. */
    private static final Set<String> OWN_GROUPS = Set.of(
            "",
            "apps",
            "autoscaling",
            "batch",
            "extensions",
            "policy",
            "rbac.authorization.k8s.io",
            "flowcontrol.apiserver.k8s.io");

    private static final String SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

    private BackupPath() {}

    static String of(String cluster, ManifestKey key) {
        return safe(cluster) + "/" + (key.namespace().isEmpty() ? NO_NAMESPACE : safe(key.namespace())) + "/"
                + safe(kind(key)) + "-" + safe(key.name());
    }

    /** Kinds of others may have the same name in several groups. */
    private static String kind(ManifestKey key) {
        boolean own = OWN_GROUPS.contains(key.group())
                || (key.group().endsWith(".k8s.io")
                        && key.group().indexOf('.') == key.group().length() - 7);
        return own ? key.kind() : key.kind() + "." + key.group();
    }

    /** Roles may be named {@code system:reader}; no file system minds what is left, and no two names become one. */
    private static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && SAFE.indexOf(b) >= 0 && !(b == '.' && safe.isEmpty());
            safe.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return safe.toString();
    }
}
