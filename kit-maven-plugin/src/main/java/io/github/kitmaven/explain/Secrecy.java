package io.github.kitmaven.explain;

import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.config.Value;

/** Which values are secret by what they are, however short. */
final class Secrecy {
    private Secrecy() {}

    /** Whether a key of a map holds the value of an external variable. */
    static boolean isExternal(Value holder, String key) {
        return key.equals("value")
                && holder instanceof Mapping variable
                && variable.truthy("external").isPresent();
    }
}
