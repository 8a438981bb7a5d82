package io.github.kitmaven.apply;

import io.github.kitmaven.model.KitAnnotations;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.Diagnostic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jobs that must complete before the workloads of their namespace are written, such as migrations of a database. */
final class Hooks {
    private static final String PRE_DEPLOY = "pre-deploy";
    /** What other tools call it; in a repo that one of them deployed before, a hook stays a hook. */
    private static final Set<String> OF_HELM = Set.of("pre-install", "pre-upgrade");

    private static final String OF_ARGO = "PreSync";

    private Hooks() {}

    static boolean isHook(Manifest manifest) {
        return isJob(manifest)
                && (values(manifest, KitAnnotations.HOOK).contains(PRE_DEPLOY)
                        || values(manifest, KitAnnotations.HELM_HOOK).stream().anyMatch(OF_HELM::contains)
                        || values(manifest, KitAnnotations.ARGO_HOOK).contains(OF_ARGO));
    }

    /** What is wrong with an object's own annotation, if anything. */
    static Optional<Diagnostic> problem(Manifest manifest) {
        List<String> values = values(manifest, KitAnnotations.HOOK);
        if (values.isEmpty() || (isJob(manifest) && values.equals(List.of(PRE_DEPLOY)))) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.at(
                manifest.origin(),
                manifest.key() + " has the annotation " + KitAnnotations.HOOK + ": "
                        + manifest.masked(String.join(",", values)),
                isJob(manifest)
                        ? "Set it to " + PRE_DEPLOY + ", which is the only hook there is"
                        : "Remove it: only a Job can be a hook"));
    }

    private static boolean isJob(Manifest manifest) {
        return manifest.kind().equals("Job") && manifest.group().equals("batch");
    }

    private static List<String> values(Manifest manifest, String annotation) {
        String text = manifest.tree()
                .path("metadata")
                .path("annotations")
                .path(annotation)
                .asText("");
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
