package io.github.kitmaven.validate;

/**
 * A file of manifests for one cluster.
 *
 * @param name how findings name it
 * @param text what it holds
 * @param namespace where its objects live that don't say so themselves; empty if the repo doesn't either
 */
public record ManifestFile(String name, String text, String namespace) {

    /** {@return the file without its text, which may hold secrets} */
    @Override
    public String toString() {
        return name;
    }
}
