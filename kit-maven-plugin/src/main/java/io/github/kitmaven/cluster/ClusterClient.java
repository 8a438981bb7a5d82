package io.github.kitmaven.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
    /** How many requests at once are fair to a cluster, unless its users know better. */
    int REQUESTS = 16;

    /**
     * How many requests are under way at once, watches aside. Whoever asks for more side by side waits for their turn.
     *
     * @return the limit
     */
    default int requests() {
        return REQUESTS;
    }

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
     * Creates one object, as field manager {@code kit}. Where an answer was lost, a second try is refused with 409 and the
     * reason {@code AlreadyExists}, although the object is there.
     *
     * @param type its type
     * @param object the object, or a question such as a {@code SelfSubjectAccessReview}
     * @return the object as the server has it then, or its answer
     */
    ObjectNode create(ResourceType type, ObjectNode object);

    /**
     * Replaces one object as a whole, as field manager {@code kit}.
     *
     * @param type its type
     * @param object the object; where it has a {@code resourceVersion}, that must be the cluster's, or the cluster refuses
     *     with 409
     * @return the object as the server has it then
     */
    ObjectNode replace(ResourceType type, ObjectNode object);

    /**
     * Changes one object by a JSON Patch (RFC 6902), as field manager {@code kit}.
     *
     * @param type its type
     * @param namespace its namespace; empty for an object of the whole cluster
     * @param name its name
     * @param operations the patch
     * @return the object as the server has it then
     */
    ObjectNode patch(ResourceType type, String namespace, String name, ArrayNode operations);

    /**
     * Asks what a JSON Patch would make of an object; the cluster checks and answers, but keeps nothing.
     *
     * @param type its type
     * @param namespace its namespace; empty for an object of the whole cluster
     * @param name its name
     * @param operations the patch
     * @return the object as the server would have it then
     */
    ObjectNode tryPatch(ResourceType type, String namespace, String name, ArrayNode operations);

    /**
     * Deletes one object; what it owns goes after it, in the background.
     *
     * @param type its type
     * @param namespace its namespace; empty for an object of the whole cluster
     * @param name its name
     * @param uid the object that is meant: one that has been made anew in the meantime is refused with 409; empty for
     *     whichever has the name
     * @return whether it was there
     */
    boolean delete(ResourceType type, String namespace, String name, String uid);

    /**
     * Deletes one object after what it owns, in the foreground: it stays, marked, until the last of that is gone.
     *
     * @param type its type
     * @param namespace its namespace; empty for an object of the whole cluster
     * @param name its name
     * @param uid the object that is meant, as in {@link #delete}
     * @return whether it was there
     */
    boolean deleteWithOwned(ResourceType type, String namespace, String name, String uid);

    /**
     * Reads what the cluster says has happened to an object. Asks once, and waits for a few seconds only.
     *
     * @param namespace the object's namespace
     * @param uid the object's uid
     * @return the events, in no order
     */
    List<ObjectNode> events(String namespace, String uid);

    /**
     * Follows the events of a namespace that are warnings, as {@link #watch} does.
     *
     * @param namespace the namespace
     * @param listener hears each event
     * @return the watch, to be closed by the caller
     */
    Watch watchWarnings(String namespace, WatchListener listener);

    /**
     * Reads the end of a container's log. Asks once, and waits for a few seconds only: the cluster has to ask a node for it.
     *
     * @param namespace the pod's namespace
     * @param pod the pod
     * @param container the container
     * @param previous whether to read the log of the container's run before this one
     * @param lines how many lines at most
     * @return the lines
     */
    List<String> log(String namespace, String pod, String container, boolean previous, int lines);

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
