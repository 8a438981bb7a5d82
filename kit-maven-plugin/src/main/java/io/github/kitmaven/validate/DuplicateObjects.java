package io.github.kitmaven.validate;

import io.github.kitmaven.model.ManifestKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No object is described twice for one cluster. */
final class DuplicateObjects {
    private DuplicateObjects() {}

    static void check(List<KubeObject> objects, Findings findings) {
        Map<ManifestKey, KubeObject> seen = new HashMap<>();
        for (KubeObject object : objects) {
            KubeObject first = object.name().isEmpty() ? null : seen.putIfAbsent(object.key(), object);
            if (first != null) {
                findings.error(
                        "duplicate-object",
                        object,
                        object.root(),
                        "this object is described already, in " + first.root().origin(),
                        "Remove one of the two, or give it another name or namespace");
            }
        }
    }
}
