package io.github.kitmaven.mojo;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.goal.PlanOptions;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.LabelSelector;
import io.github.kitmaven.plan.Marks;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.strategy.FastRollback;
import io.github.kitmaven.strategy.RollingUpdate;
import io.github.kitmaven.strategy.Strategy;
import java.time.Instant;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that talk to clusters share of how to plan: what to take into account, and what to write on objects. */
abstract class PlanMojo extends OwnerMojo {

    /**
     * Takes only the objects whose labels match, in the grammar of {@code kubectl -l}: {@code app=web,tier in (a,b),!old}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.selector")
    private @Nullable String selector;

    /**
     * Applies objects that are as wanted again.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.force", defaultValue = "false")
    private boolean force;

    /**
     * Takes over fields that other managers own, instead of failing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.forceConflicts", defaultValue = "false")
    private boolean forceConflicts;

    /**
     * Creates what is missing, and leaves alone what is there.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.createOnly", defaultValue = "false")
    private boolean createOnly;

    /**
     * Applies the manifests as they are rendered, without the labels, selectors, annotations and names of Jobs that kit
     * completes.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.raw", defaultValue = "false")
    private boolean raw;

    /**
     * Deletes an object and makes it anew where a field is to change that can't be changed, such as the selector of a
     * Deployment. An object's annotation {@code kit-deployer/replace: "true"} does so for it alone; a
     * PersistentVolumeClaim, a PersistentVolume, a Namespace and a CustomResourceDefinition need that annotation, since what
     * is in them is lost.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.replace", defaultValue = "false")
    private boolean replace;

    /**
     * The id of this deploy in your pipeline: the annotation {@code deployment.invision/uuid} of what is written.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.uuid")
    private @Nullable String uuid;

    /**
     * The id of the release in your pipeline: the annotation {@code deployment.invision/release-id} of what is written.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.releaseId")
    private @Nullable String releaseId;

    /**
     * The id of a whole tier's deployment in your pipeline: the annotation {@code deployment.invision/tier-deployment-id} of
     * what is written.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.tierDeploymentId")
    private @Nullable String tierDeploymentId;

    /**
     * How a new version takes the place of the old one. {@code rolling-update}: a Deployment replaces its pods one after the
     * other. {@code fast-rollback}: each deploy gets Deployments of its own, {@code <name>-<kit.deployId>}; Services are
     * switched when all of them are available, and earlier ones stay in reserve for {@code kit:rollback}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.strategy", defaultValue = "rolling-update")
    private String strategy;

    /**
     * How many earlier Deployments stay in reserve with the strategy {@code fast-rollback}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "kit.reserve", defaultValue = "3")
    private int reserve;

    /**
     * How to plan.
     *
     * @param how how new versions take the place of old ones
     * @param commit the deployments repo's commit; empty outside a git repository
     * @param given whether the manifests were given, and need not be as the original wanted them
     */
    final PlanOptions planOptions(Strategy how, String commit, boolean given) {
        return new PlanOptions(
                selector(), force, forceConflicts, createOnly, raw, replace, how, marks(how, commit, given));
    }

    private Marks marks(Strategy how, String commit, boolean given) {
        boolean likeOriginal =
                !given && KitYaml.read(basedir(), sops()).version().likeOriginal();
        return new Marks(
                how.label(),
                deployId(),
                likeOriginal,
                Map.of(
                        KitAnnotations.COMMIT, commit,
                        KitAnnotations.LAST_UPDATED, Instant.now().toString(),
                        KitAnnotations.UUID, text(uuid),
                        KitAnnotations.RELEASE_ID, text(releaseId),
                        KitAnnotations.TIER_DEPLOYMENT_ID, text(tierDeploymentId)));
    }

    @Override
    final boolean keepsReserve() {
        return super.keepsReserve() || FastRollback.LABEL.equals(strategy);
    }

    /** {@return the id of this deploy in the pipeline; empty where it has none} */
    final String uuid() {
        return text(uuid);
    }

    /** {@return how new versions take the place of old ones, as the parameters say} */
    final Strategy strategy() {
        return Choice.of("kit.strategy", strategy, RollingUpdate.LABEL, FastRollback.LABEL)
                        .equals(FastRollback.LABEL)
                ? new FastRollback(deployId(), reserve)
                : new RollingUpdate();
    }

    private LabelSelector selector() {
        try {
            return LabelSelector.parse(text(selector));
        } catch (IllegalArgumentException e) {
            throw new UserException(Diagnostic.of(
                    "'" + e.getMessage() + "' in kit.selector '" + text(selector) + "' is not a requirement",
                    "Write it as kubectl's -l: a=b, a!=b, a in (b,c), a notin (b,c), a, !a, a>1, joined by commas"));
        }
    }
}
