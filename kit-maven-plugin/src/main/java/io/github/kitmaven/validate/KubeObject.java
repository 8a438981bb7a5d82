package io.github.kitmaven.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.config.Mapping;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.model.SecretFields;
import io.github.kitmaven.render.Manifests;
import io.github.kitmaven.schema.BuiltInKinds;
import io.github.kitmaven.schema.Kind;
import java.util.Optional;

/**
 * One object of a cluster, as the repo wants it.
 *
 * @param map the object, each value with its place
 * @param root the same, as checks walk through it
 * @param tree the same without places
 * @param kind its kind, if that is built in
 * @param namespace where it lives if it doesn't say so itself; empty if the repo doesn't either
 * @param secret what nobody may read of it
 */
record KubeObject(Mapping map, Node root, ObjectNode tree, Optional<Kind> kind, String namespace, SecretFields secret) {

    /** Throws a UserException where a number has no form in JSON. */
    static KubeObject of(Mapping object, String defaultNamespace, boolean secrets) {
        Node root = Node.root(object);
        Optional<Kind> kind = BuiltInKinds.find(
                root.get("apiVersion").text(), root.get("kind").text());
        String own = root.at("metadata", "namespace").text();
        boolean clusterWide = kind.isPresent() && !kind.get().namespaced();
        String namespace = clusterWide ? "" : own.isEmpty() ? defaultNamespace : own;
        SecretFields secret = secrets ? Manifests.secrets(object) : SecretFields.NONE;
        return new KubeObject(object, root, Manifests.tree(object), kind, namespace, secret);
    }

    String apiVersion() {
        return root.get("apiVersion").text();
    }

    /** The API group; empty for the core group. */
    String group() {
        String apiVersion = apiVersion();
        return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    String version() {
        return apiVersion().substring(apiVersion().indexOf('/') + 1);
    }

    String kindName() {
        return root.get("kind").text();
    }

    String name() {
        return root.at("metadata", "name").text();
    }

    boolean is(String resource) {
        return kind.isPresent() && kind.get().is(resource);
    }

    boolean isSecret() {
        return is("secrets");
    }

    /** What makes it unique in its cluster. */
    ManifestKey key() {
        return new ManifestKey(group(), kindName(), namespace, name());
    }

    /** How messages name it: without the namespace that it doesn't name itself, which differs between clusters. */
    String title() {
        return ManifestKey.of(tree, secret).toString();
    }

    /** How messages name its kind. */
    String shownKind() {
        return root.get("kind").shown();
    }

    /** How messages name the version of its kind. */
    String shownApiVersion() {
        return root.get("apiVersion").shown();
    }
}
