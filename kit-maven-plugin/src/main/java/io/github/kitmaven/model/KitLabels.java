package io.github.kitmaven.model;

/** The labels that kit sets or reads. Those without a prefix are the original's; their names can't be changed any more. */
public final class KitLabels {
    /** Who looks after an object, as Kubernetes recommends it; {@code kit}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /** The application that an object is part of, as Kubernetes recommends it. */
    public static final String APP_NAME = "app.kubernetes.io/name";
    /** The ApplySet that lists an object, by Kubernetes' specification of ApplySets. */
    public static final String PART_OF = "applyset.kubernetes.io/part-of";
    /** The deploy that an object is of; reserved. */
    public static final String ID = "id";
    /** The name that all Deployments of one service share, whatever deploy they are of. */
    public static final String NAME = "name";
    /** The strategy that an object was deployed with; reserved. */
    public static final String STRATEGY = "strategy";
    /** The resource of the repo that an object was rendered from. */
    public static final String RESOURCE = "resource";

    private KitLabels() {}
}
