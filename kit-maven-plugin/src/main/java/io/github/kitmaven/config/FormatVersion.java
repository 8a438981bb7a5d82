package io.github.kitmaven.config;

/** What {@code version} in kit.yaml chooses: how values are read, merged and printed. */
public enum FormatVersion {
    /** Version "2": byte for byte what kit-deploymentizer did. */
    V2("2"),
    /** Version "3": strict names, no HTML escaping, lists replace. */
    V3("3");

    private final String text;

    FormatVersion(String text) {
        this.text = text;
    }

    /** {@return the version as kit.yaml spells it} */
    public String text() {
        return text;
    }

    /** {@return whether the original's behaviour is wanted to the byte} */
    public boolean likeOriginal() {
        return this == V2;
    }
}
