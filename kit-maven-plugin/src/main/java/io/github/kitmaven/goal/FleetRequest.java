package io.github.kitmaven.goal;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.report.Reports;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a diff and a deploy both need.
 *
 * @param desired what the repo wants of each cluster
 * @param kubeconfig a kubeconfig for this run, or a folder with one for each cluster
 * @param userKubeconfigs the user's own kubeconfigs
 * @param sandboxes where sandboxes keep their state, a folder for each
 * @param plan how to plan
 * @param parallelism how many clusters are worked on at once
 * @param commit the deployments repo's commit; empty outside a git repository
 * @param reports what is made of the result, beside what the console shows
 * @param secrets values that must not be shown
 * @param owner what may be taken for kit's own, and who deploys
 */
public record FleetRequest(
        List<Desired> desired,
        Optional<Path> kubeconfig,
        List<Path> userKubeconfigs,
        Path sandboxes,
        PlanOptions plan,
        int parallelism,
        Optional<String> commit,
        Reports reports,
        Secrets secrets,
        OwnerOptions owner) {

    /**
     * A request outside of git, that deletes nothing.
     *
     * @param desired what the repo wants of each cluster
     * @param kubeconfig a kubeconfig for this run, or a folder with one for each cluster
     * @param userKubeconfigs the user's own kubeconfigs
     * @param sandboxes where sandboxes keep their state, a folder for each
     * @param plan how to plan
     * @param parallelism how many clusters are worked on at once
     * @param commit the deployments repo's commit; empty outside a git repository
     * @param resultFile where the result goes, for machines
     * @param secrets values that must not be shown
     */
    public FleetRequest(
            List<Desired> desired,
            Optional<Path> kubeconfig,
            List<Path> userKubeconfigs,
            Path sandboxes,
            PlanOptions plan,
            int parallelism,
            Optional<String> commit,
            Path resultFile,
            Secrets secrets) {
        this(
                desired,
                kubeconfig,
                userKubeconfigs,
                sandboxes,
                plan,
                parallelism,
                commit,
                new Reports(secrets, resultFile),
                secrets,
                OwnerOptions.defaults());
    }

    /** {@return the same where something else is wanted, and planned another way} */
    FleetRequest wanting(List<Desired> other, PlanOptions how) {
        return new FleetRequest(
                other, kubeconfig, userKubeconfigs, sandboxes, how, parallelism, commit, reports, secrets, owner);
    }

    /** {@return the same for a run of this owner} */
    FleetRequest of(OwnerOptions options) {
        return new FleetRequest(
                desired, kubeconfig, userKubeconfigs, sandboxes, plan, parallelism, commit, reports, secrets, options);
    }

    /** {@return where the result goes, for machines} */
    Path resultFile() {
        return reports.file();
    }
}
