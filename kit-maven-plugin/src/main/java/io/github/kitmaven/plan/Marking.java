package io.github.kitmaven.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.KitLabels;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Marks the objects of one deploy to a cluster as the original did: with labels and annotations, with selectors that know
 * them, and with a name of its own for every Job that differs.
 */
public final class Marking {
    /** They are shared by all resources of a cluster, so labels of one resource or strategy would say nothing of them. */
    private static final Set<String> SHARED = Set.of("Namespace", "CustomResourceDefinition");

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    /** Pods of a Job carry its name as a label, which bounds it. */
    private static final int JOB_NAME = 63;

    private final Marks marks;
    private final Workloads workloads;
    /** Deployments whose pods get their label app.kubernetes.io/name from kit. */
    private final Set<ManifestKey> namedByKit;

    /**
     * Knows the whole deploy, since a Service goes by the workloads beside it.
     *
     * @param marks what to write on the objects
     * @param all all objects of the deploy that run pods, prepared, those that are not chosen included
     */
    public Marking(Marks marks, List<Manifest> all) {
        this.marks = marks;
        this.workloads = Workloads.of(all.stream().map(this::completed).toList());
        this.namedByKit = all.stream()
                .filter(DeploymentLabels::applyTo)
                .filter(it -> !it.tree().at(Fit.POD_LABELS).has(KitLabels.APP_NAME))
                .map(Manifest::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Tells workloads from other objects.
     *
     * @param manifest an object
     * @return whether it runs pods
     */
    public static boolean runsPods(Manifest manifest) {
        return manifest.kind().equals("Pod") || manifest.tree().path("spec").has("template");
    }

    /**
     * Marks an object.
     *
     * @param ready the object, prepared
     * @return the object with all marks
     * @throws UserException if it sets itself what is kit's to set, or its labels don't fit together
     */
    public Manifest mark(Manifest ready) {
        ObjectNode tree = ready.tree().deepCopy();
        ObjectNode metadata = tree.withObjectProperty("metadata");
        ObjectNode annotations = metadata.withObjectProperty("annotations");
        annotations.put(KitAnnotations.ORIGINAL_NAME, ready.name());
        if (ready.kind().equals("Job") && ready.group().equals("batch")) {
            metadata.put("name", uniqueName(ready));
        }
        if (!SHARED.contains(ready.kind())) {
            refuseReserved(ready);
            complete(ready, tree);
            label(ready, metadata.withObjectProperty("labels"));
        }
        annotations.put(
                KitAnnotations.HASH, Fingerprint.of(RunFacts.without(tree)).hex());
        marks.annotations().forEach(annotations::put);
        if (!marks.deployId().isEmpty() && !SHARED.contains(ready.kind())) {
            metadata.withObjectProperty("labels").put(KitLabels.ID, marks.deployId());
        }
        return ready.with(tree);
    }

    /** A workload with the labels that its pods will have; as it is where that is refused, which is told elsewhere. */
    private Manifest completed(Manifest workload) {
        if (!DeploymentLabels.applyTo(workload)) {
            return workload;
        }
        try {
            ObjectNode tree = workload.tree().deepCopy();
            DeploymentLabels.complete(marks, workload, tree);
            return workload.with(tree);
        } catch (UserException e) {
            return workload;
        }
    }

    private static void refuseReserved(Manifest ready) {
        for (String reserved : List.of(KitLabels.ID, KitLabels.STRATEGY)) {
            if (ready.labels().has(reserved)) {
                throw wrong(
                        ready,
                        " sets the label " + reserved + ", which is kit's to set",
                        "Remove it from metadata.labels, or give it another name");
            }
        }
    }

    private void complete(Manifest ready, ObjectNode tree) {
        if (DeploymentLabels.applyTo(ready)) {
            DeploymentLabels.complete(marks, ready, tree);
        } else if (isService(ready) && !ready.tree().at("/spec/selector").isEmpty()) {
            select(ready, tree.withObject("/spec/selector"));
        }
    }

    static boolean isService(Manifest manifest) {
        return manifest.kind().equals("Service") && manifest.group().isEmpty();
    }

    private void select(Manifest ready, ObjectNode selector) {
        if (selector.has(KitLabels.STRATEGY)) {
            throw wrong(ready, " sets strategy in its selector, which is kit's to set", "Remove it there");
        }
        boolean external = ready.tree().at("/spec/type").asText().equals("ExternalName");
        if (marks.nameRequired() && !external && !selector.has(KitLabels.NAME)) {
            throw wrong(
                    ready,
                    " has no name in its selector, which version \"2\" of kit.yaml demands",
                    "Add the label name of the pods that it is for to its spec.selector");
        }
        if (workloads.areDeployments(ready)) {
            selector.put(KitLabels.STRATEGY, marks.strategy());
        }
    }

    private void label(Manifest ready, ObjectNode labels) {
        labelOf(ready.resource()).ifPresent(resource -> {
            labels.putIfAbsent(KitLabels.RESOURCE, labels.textNode(resource));
            labels.putIfAbsent(KitLabels.APP_NAME, labels.textNode(resource));
        });
        labels.put(KitLabels.STRATEGY, marks.strategy());
    }

    /** A resource's name as a label; empty where there is none, or it can't be one. */
    static Optional<String> labelOf(String resource) {
        return Optional.of(resource).filter(name -> LABEL.matcher(name).matches());
    }

    /** The same for the same Job, so that it runs once, and another where anything of it changes, so that it runs again. */
    private static String uniqueName(Manifest ready) {
        String suffix = "-" + Fingerprint.of(ready.tree()).suffix();
        String name = ready.name();
        return name.substring(0, Math.min(name.length(), JOB_NAME - suffix.length()))
                        .replaceAll("[-.]+$", "")
                + suffix;
    }

    /**
     * Fits an object to the one that is live, in what can't or need not change: the selector of a Deployment, where only
     * labels that kit completes differ, and that of a Service whose workload is not part of this deploy. Nor do pods start
     * anew only to get app.kubernetes.io/name, which kit completes and selects nothing by.
     *
     * @param wanted the object with all marks
     * @param live the object as the cluster has it
     * @return the object to apply
     */
    public Manifest fit(Manifest wanted, ObjectNode live) {
        Manifest selecting = new Fit(marks.strategy(), workloads)
                .selector(wanted, live.path("spec").path("selector"));
        return namedByKit.contains(wanted.key()) ? Fit.podName(selecting, live) : selecting;
    }

    private static UserException wrong(Manifest manifest, String what, String advice) {
        return new UserException(Diagnostic.at(manifest.origin(), manifest.key() + what, advice));
    }
}
