package io.github.kitmaven.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One cluster's Kubernetes API, as far as kit needs it. Safe for use by many threads.
 *
 * <p>Every method throws {@link ApiException} when the server answers with an error, or when the credentials
 * can't be had any more, which counts as its answer 401; and {@link UnreachableException} when there is no answer. Trees that go in are not changed; trees that come out belong to the caller.
 */
public interface ClusterClient extends AutoCloseable {

    /**
     * The namespace of objects that name none, as in kubectl.
     *
     * @return the namespace of the kubeconfig's context; {@code default} where it names none
     */
    String defaultNamespace();

    /** {@return whether nobody may read the default namespace: its kubeconfig is encrypted} */
    default boolean hidesNamespace() {
        return false;
    }

    /**
     * Looks a kind up in the cluster's discovery. Each API version is asked for once, but what the cluster didn't serve is
     * asked for again after this client has applied a CustomResourceDefinition or an APIService.
     *
     * @param apiVersion the API version, such as {@code apps/v1}
     * @param kind the kind, such as {@code Deployment}
     * @return how the cluster serves it; empty where it doesn't
     */
    Optional<ResourceType> type(String apiVersion, String kind);

    /**
     * Lists all objects of a type, page by page.
     *
     * @param type the type
     * @param namespace the namespace; empty for all namespaces, or for a type of the whole cluster
     * @return the objects, each with {@code apiVersion} and {@code kind}, in one consistent state, and its version
     */
    Listing list(ResourceType type, String namespace);

    /**
     * Reads one object.
     *
     * @param type its type
     * @param namespace its namespace; empty for an object of the whole cluster
     * @param name its name
     * @return the object; empty where the cluster has none of that name
     */
    Optional<ObjectNode> get(ResourceType type, String namespace, String name);

    /**
     * Applies one object server-side, as field manager {@code kit}; creates it where it is missing.
     *
     * @param type its type
     * @param manifest the object with all fields that kit wants to own, its name and namespace among them
     * @param mode whether to write or only to ask, and whether to take fields from other managers
     * @return the object as the server has it then, or would have it
     */
    ObjectNode apply(ResourceType type, ObjectNode manifest, ApplyMode mode);

    /**
     * Follows the objects of a type: first those that are there, then each change, across broken connections and expired
     * versions, until the watch is closed or lost. Returns at once; the listener is called later, by one thread at a time.
     *
     * @param type the type
     * @param namespace the namespace; empty for all namespaces, or for a type of the whole cluster
     * @param listener hears each object
     * @return the watch, to be closed by the caller
     */
    Watch watch(ResourceType type, String namespace, WatchListener listener);

    @Override
    void close();

    /**
     * The objects of a type at one moment.
     *
     * @param items the objects
     * @param resourceVersion the cluster's version of that moment
     */
    record Listing(List<ObjectNode> items, String resourceVersion) {}

    /**
     * How to apply.
     *
     * @param dryRun the server checks and answers, but keeps nothing
     * @param force fields that other managers own are taken from them; otherwise that is a conflict
     */
    record ApplyMode(boolean dryRun, boolean force) {}

    /** A running watch. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Hears the objects of a watch. */
    interface WatchListener {

        /**
         * An object is there, or has changed.
         *
         * @param object the object, with {@code apiVersion} and {@code kind}
         */
        void changed(ObjectNode object);

        /**
         * An object is gone.
         *
         * @param object the object as it was last seen
         */
        void deleted(ObjectNode object);

        /** All objects that were there when the watch began have been told. Called once, unless the watch is lost before. */
        void synced();

        /**
         * The watch has ended for good, without being closed: the cluster stays unreachable, or refuses.
         *
         * @param cause an {@link UnreachableException} or an {@link ApiException}; or what the listener itself threw
         */
        void lost(RuntimeException cause);
    }
}
