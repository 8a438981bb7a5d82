package io.github.kitmaven.apply;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.plan.Action;
import io.github.kitmaven.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The order in which objects are written, so that each finds what it needs. */
final class ApplyOrder {
    private static final List<Set<String>> WAVES = List.of(
            Set.of("Namespace"),
            Set.of("CustomResourceDefinition"),
            Set.of("ServiceAccount", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "PriorityClass"),
            Set.of(
                    "ConfigMap",
                    "Secret",
                    "ResourceQuota",
                    "LimitRange",
                    "StorageClass",
                    "PersistentVolume",
                    "PersistentVolumeClaim"),
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod"),
            Set.of("Service"));

    private ApplyOrder() {}

    /**
     * The steps in waves: those of a wave need nothing of each other, and all of the waves before. What goes, goes last and
     * in the other direction.
     */
    static List<List<Step>> waves(List<Step> steps) {
        Map<Integer, List<Step>> waves = new TreeMap<>();
        steps.forEach(step ->
                waves.computeIfAbsent(wave(step), wave -> new ArrayList<>()).add(step));
        return List.copyOf(waves.values());
    }

    /** Whether a wave only makes room for others: their namespaces and kinds. */
    static boolean isGround(List<Step> wave) {
        return wave.stream().allMatch(step -> wave(step) <= 1);
    }

    private static int wave(Step step) {
        int wave = wave(step.manifest());
        return step.action() == Action.DELETE ? 2 * WAVES.size() + 1 - wave : wave;
    }

    private static int wave(Manifest manifest) {
        for (int wave = 0; wave < WAVES.size(); wave++) {
            if (WAVES.get(wave).contains(manifest.kind())) {
                return wave;
            }
        }
        return WAVES.size();
    }
}
