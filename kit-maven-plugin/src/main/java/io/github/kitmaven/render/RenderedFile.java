package io.github.kitmaven.render;

import io.github.kitmaven.model.Origin;

/**
 * One file of a cluster's manifests.
 *
 * @param name its name in the cluster's folder
 * @param text what it holds
 * @param resource the resource that it belongs to
 * @param source the template or manifest it is made from
 */
public record RenderedFile(String name, String text, String resource, Origin source) {

    /** {@return the file without its text, which may hold secrets} */
    @Override
    public String toString() {
        return name + " of " + resource + " from " + source;
    }
}
