package io.github.kitmaven.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The set of all objects that one cluster of the repo has: a ConfigMap, the set's parent, stands for it, and each member
 * names it in a label. So kubectl and others can tell what belongs together.
 *
 * <p>There is one set for each cluster of the repo, in the cluster's own namespace. Members in other namespaces, and those of
 * the whole cluster, belong to it too; the parent lists those namespaces.
 *
 * @param namespace the namespace of the parent
 * @param name the parent's name
 * @param hidden whether nobody may read the namespace
 * @see <a href="https://git.k8s.io/enhancements/keps/sig-cli/3659-kubectl-apply-prune">KEP-3659, the specification</a>
 */
public record ApplySet(String namespace, String name, boolean hidden) {
    static final String ID = "applyset.kubernetes.io/id";
    static final String TOOLING = "applyset.kubernetes.io/tooling";
    static final String GROUP_KINDS = "applyset.kubernetes.io/contains-group-kinds";
    static final String NAMESPACES = "applyset.kubernetes.io/additional-namespaces";

    /**
     * A set whose namespace anybody may read.
     *
     * @param namespace the namespace of the parent
     * @param name the parent's name
     */
    public ApplySet(String namespace, String name) {
        this(namespace, name, false);
    }

    /** {@return the namespace as it may be shown} */
    public String shownNamespace() {
        return hidden ? Secrets.MASK : namespace;
    }

    /**
     * Hides the namespace, if nobody may read it.
     *
     * @param text a text about what is in it
     * @return the text as it may be shown
     */
    public String masked(String text) {
        if (!hidden) {
            return text;
        }
        Secrets own = new Secrets();
        own.addWord(namespace);
        return own.mask(text);
    }

    /** {@return the set's id, which is also the value of its members' label} */
    public String id() {
        byte[] parent = (name + "." + namespace + ".ConfigMap.").getBytes(StandardCharsets.UTF_8);
        return "applyset-" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(parent)) + "-v1";
    }

    /**
     * Makes an object a member.
     *
     * @param manifest the object
     * @return the same with the label that names this set
     */
    public Manifest member(Manifest manifest) {
        ObjectNode tree = manifest.tree().deepCopy();
        tree.withObjectProperty("metadata").withObjectProperty("labels").put(KitLabels.PART_OF, id());
        return manifest.with(tree);
    }

    /**
     * Whether an object is the set's parent.
     *
     * @param manifest an object of the cluster
     * @return whether it is the ConfigMap that stands for this set
     */
    public boolean isParent(Manifest manifest) {
        return manifest.kind().equals("ConfigMap")
                && manifest.group().isEmpty()
                && manifest.name().equals(name)
                && manifest.namespace().equals(namespace);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@return as people read it, such as {@code ConfigMap shop/kit}} */
    @Override
    public String toString() {
        return "ConfigMap " + shownNamespace() + "/" + name;
    }
}
