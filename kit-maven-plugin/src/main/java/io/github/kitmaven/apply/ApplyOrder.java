package io.github.kitmaven.apply;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import java.util.List;
import java.util.Set;

/** The waves in which objects are written, so that each finds what it needs. */
final class ApplyOrder {
    private static final List<Set<String>> WAVES = List.of(
            Set.of("Namespace"),
            Set.of("CustomResourceDefinition"),
            Set.of("ServiceAccount", "Role", "ClusterRole", "PriorityClass"),
            Set.of("RoleBinding", "ClusterRoleBinding"),
            Set.of(
                    "ConfigMap",
                    "Secret",
                    "ResourceQuota",
                    "LimitRange",
                    "NetworkPolicy",
                    "StorageClass",
                    "PersistentVolume",
                    "PersistentVolumeClaim"),
            Set.of(), // hooks
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod"),
            Set.of("Service"));
    private static final int GROUND = 1;
    private static final int HOOKS = 5;

    private ApplyOrder() {}

    /** The wave of a step. What goes, goes last and in the other direction. */
    static int wave(Step step) {
        int wave = wave(step.manifest());
        return step.action() == Action.DELETE ? 2 * WAVES.size() + 1 - wave : wave;
    }

    /** Whether all of it only makes room for others: their namespaces and kinds. */
    static boolean isGround(List<Step> steps) {
        return steps.stream().allMatch(step -> wave(step) <= GROUND);
    }

    /** Whether hooks come before this object. */
    static boolean isAfterHooks(Step step) {
        return wave(step) > HOOKS;
    }

    private static int wave(Manifest manifest) {
        if (Hooks.isHook(manifest)) {
            return HOOKS;
        }
        for (int wave = 0; wave < WAVES.size(); wave++) {
            if (WAVES.get(wave).contains(manifest.kind())) {
                return wave;
            }
        }
        return WAVES.size();
    }
}
