package io.github.kitmaven.goal;

import io.github.kitmaven.model.Secrets;
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
 * @param resultFile where the result goes, for machines
 * @param secrets values that must not be shown
 */
public record FleetRequest(
        List<Desired> desired,
        Optional<Path> kubeconfig,
        List<Path> userKubeconfigs,
        Path sandboxes,
        PlanOptions plan,
        int parallelism,
        Optional<String> commit,
        Path resultFile,
        Secrets secrets) {}
