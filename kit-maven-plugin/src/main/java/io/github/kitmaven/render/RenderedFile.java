package io.github.kitmaven.render;

import io.github.kitmaven.model.Origin;

/**
 * One file of a cluster's manifests.
 *
 * @param name its path in the cluster's folder: its name, in the folder of its namespace if the cluster has namespaces
 * @param text what it holds
 * @param resource the resource that it belongs to
 * @param source the template or manifest it is made from
 */
public record RenderedFile(String name, String text, String resource, Origin source) {

    /** {@return the namespace whose layer it is rendered with; empty if the cluster has none} */
    public String namespace() {
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }

    /** {@return the file without its text, which may hold secrets} */
    @Override
    public String toString() {
        return name + " of " + resource + " from " + source;
    }
}
