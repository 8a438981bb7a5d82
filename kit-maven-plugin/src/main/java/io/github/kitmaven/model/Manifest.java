package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One Kubernetes object as the repo wants it, with the place it came from. */
public final class Manifest {
    private final Supplier<ObjectNode> tree;
    private final Origin origin;
    private final String defaultNamespace;
    private final String resource;
    private final SecretFields secret;
    private volatile @Nullable ManifestKey key;

    /**
     * Wants an object.
     *
     * @param tree the object; never changed once it is in here: {@link #with} makes another
     * @param origin where the object begins: in a template, and in the file rendered from it
     * @param defaultNamespace the namespace it goes to where it names none; empty for its cluster's
     * @param resource the resource of the repo that it was rendered from; empty where it was not rendered
     * @param secret what nobody may read of it, known by where it stands
     */
    public Manifest(ObjectNode tree, Origin origin, String defaultNamespace, String resource, SecretFields secret) {
        this(() -> tree, null, origin, defaultNamespace, resource, secret);
    }

    private Manifest(
            Supplier<ObjectNode> tree,
            @Nullable ManifestKey key,
            Origin origin,
            String defaultNamespace,
            String resource,
            SecretFields secret) {
        this.tree = tree;
        this.key = key;
        this.origin = origin;
        this.defaultNamespace = defaultNamespace;
        this.resource = resource;
        this.secret = secret;
    }

    /**
     * Wants an object, in its cluster's namespace where it names none.
     *
     * @param tree the object
     * @param origin the rendered file and line where the object begins
     */
    public Manifest(ObjectNode tree, Origin origin) {
        this(tree, origin, "", "", SecretFields.NONE);
    }

    /** {@return the object; nobody may change it} */
    public ObjectNode tree() {
        return tree.get();
    }

    /** {@return where the object begins: in a template, and in the file rendered from it} */
    public Origin origin() {
        return origin;
    }

    /** {@return the namespace it goes to where it names none; empty for its cluster's} */
    public String defaultNamespace() {
        return defaultNamespace;
    }

    /** {@return the resource of the repo that it was rendered from; empty where it was not rendered} */
    public String resource() {
        return resource;
    }

    /** {@return what nobody may read of it, known by where it stands} */
    public SecretFields secret() {
        return secret;
    }

    /** {@return the API version, such as {@code apps/v1}; empty where the object names none} */
    public String apiVersion() {
        return tree().path("apiVersion").asText("");
    }

    /** {@return the API group; empty for the core group} */
    public String group() {
        return key().group();
    }

    /** {@return the kind, such as {@code Deployment}; empty where the object names none} */
    public String kind() {
        return tree().path("kind").asText("");
    }

    /** {@return the object's name; empty where it names none} */
    public String name() {
        return tree().path("metadata").path("name").asText("");
    }

    /** {@return the object's namespace; empty where it names none} */
    public String namespace() {
        return tree().path("metadata").path("namespace").asText("");
    }

    /** {@return the object's labels; an empty or missing node where it has none} */
    public JsonNode labels() {
        return tree().path("metadata").path("labels");
    }

    /** {@return what makes this object unique in its cluster} */
    public ManifestKey key() {
        ManifestKey known = key;
        if (known == null) {
            known = ManifestKey.of(tree(), secret);
            key = known;
        }
        return known;
    }

    /**
     * Tells what may be shown of a field.
     *
     * @param path the keys that lead to the field
     * @return its text, without what is secret; empty where there is no such field
     */
    public String shown(String... path) {
        return secret.shown(tree(), path);
    }

    /**
     * Hides what is secret of the object in a text about it.
     *
     * @param text the text
     * @return the text without any of it
     */
    public String masked(String text) {
        if (secret.isEmpty()) {
            return text;
        }
        Secrets own = new Secrets();
        secret.addTo(tree(), own);
        return own.mask(text);
    }

    /**
     * Makes another object of it, in which copies of what is secret are secret, too.
     *
     * @param made the other object
     * @return the other object, with all that nobody may read of it
     */
    public Manifest followedBy(Manifest made) {
        return made.hiding(made.secret.following(tree(), made.tree()));
    }

    /**
     * Replaces the tree.
     *
     * @param changed the new tree
     * @return a manifest from the same origin
     */
    public Manifest with(ObjectNode changed) {
        return new Manifest(changed, origin, defaultNamespace, resource, secret);
    }

    /**
     * Chooses a namespace.
     *
     * @param namespace the namespace it goes to where it names none; empty for its cluster's
     * @return a manifest with the same tree
     */
    public Manifest in(String namespace) {
        return new Manifest(tree, key, origin, namespace, resource, secret);
    }

    /**
     * Chooses a resource.
     *
     * @param name the resource that it was rendered from
     * @return a manifest with the same tree
     */
    public Manifest ofResource(String name) {
        return new Manifest(tree, key, origin, defaultNamespace, name, secret);
    }

    /**
     * Takes more of it for secret.
     *
     * @param fields all that nobody may read of it
     * @return a manifest with the same tree
     */
    public Manifest hiding(SecretFields fields) {
        return new Manifest(tree, null, origin, defaultNamespace, resource, fields);
    }

    /**
     * Places it.
     *
     * @param place where it begins
     * @return a manifest with the same tree
     */
    public Manifest at(Origin place) {
        return new Manifest(tree, key, place, defaultNamespace, resource, secret);
    }

    /**
     * Puts the tree away.
     *
     * @param place gives the same tree
     * @return the same manifest, whose tree is kept elsewhere
     */
    public Manifest shelved(Supplier<ObjectNode> place) {
        return new Manifest(place, key().kept(), origin, defaultNamespace, resource, secret);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Manifest manifest
                && origin.equals(manifest.origin)
                && defaultNamespace.equals(manifest.defaultNamespace)
                && resource.equals(manifest.resource)
                && secret.equals(manifest.secret)
                && tree().equals(manifest.tree());
    }

    @Override
    public int hashCode() {
        return Objects.hash(key(), origin);
    }

    /** {@return what the object is and where it stands, without its tree, which may hold secrets} */
    @Override
    public String toString() {
        return key() + " at " + origin;
    }
}
