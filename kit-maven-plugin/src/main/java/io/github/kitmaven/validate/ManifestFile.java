package io.github.kitmaven.validate;

import io.github.kitmaven.config.SourceText;

/**
 * A file of manifests for one cluster.
 *
 * @param source its text, named as findings name it
 * @param namespace where its objects live that don't say so themselves; empty if the repo doesn't either
 */
public record ManifestFile(SourceText source, String namespace) {

    /** {@return the file without its text, which may hold secrets} */
    @Override
    public String toString() {
        return source.name();
    }
}
