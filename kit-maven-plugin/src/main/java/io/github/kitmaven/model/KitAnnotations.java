package io.github.kitmaven.model;

/** The annotations that kit sets or reads. Their names are the original's, where it had one. */
public final class KitAnnotations {
    /** The commit of the deployments repo that an object was last applied from. */
    public static final String COMMIT = "kit-deployer/commit";
    /** The name in the repo of an object that carries another in the cluster. */
    public static final String ORIGINAL_NAME = "kit-deployer/original-name";
    /** When an object was last applied. */
    public static final String LAST_UPDATED = "kit-deployer/last-updated";
    /** The SHA-1 of what was wanted of an object when it was last applied. */
    public static final String HASH = "kit-deployer/last-applied-configuration-sha1";
    /** What the original applied last; kit removes it, since {@code managedFields} tell. */
    public static final String ORIGINALS_LAST_APPLIED = "kit-deployer/last-applied-configuration";
    /** What {@code kubectl apply} applied last on the client's side. */
    public static final String KUBECTL_LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    /** Chooses the objects that must be healthy before this one is applied. */
    public static final String DEPENDENCY_SELECTOR = "kit-deployer/dependency-selector";
    /** {@code pre-deploy} marks a Job that must complete before the workloads of its namespace are applied. */
    public static final String HOOK = "kit-deployer/hook";
    /** How Helm marks hooks. */
    public static final String HELM_HOOK = "helm.sh/hook";
    /** How Argo CD marks hooks. */
    public static final String ARGO_HOOK = "argocd.argoproj.io/hook";
    /** The name to use in webhooks. */
    public static final String ALIAS_NAME = "kit-deployer/alias-name";
    /** {@code "true"} allows to delete an object and make it anew where a field can't be changed. */
    public static final String REPLACE = "kit-deployer/replace";
    /** The deploy that an object was last part of, by the id that a pipeline gave it. */
    public static final String UUID = "deployment.invision/uuid";
    /** The release, by the id that a pipeline gave it. */
    public static final String RELEASE_ID = "deployment.invision/release-id";
    /** The deployment of a whole tier, by the id that a pipeline gave it. */
    public static final String TIER_DEPLOYMENT_ID = "deployment.invision/tier-deployment-id";

    private KitAnnotations() {}
}
