package io.github.kitmaven.testing;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.sops.Sops;
import java.util.Map;

/** What decrypts files where a test has none that are encrypted: it has no key, whatever the machine has. */
public final class NoSops {
    private NoSops() {}

    /** Makes one. */
    public static Sops create() {
        return new Sops(Map.of(), new Secrets());
    }
}
