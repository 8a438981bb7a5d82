package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.schema.BuiltInKinds;
import io.github.kitmaven.schema.Kind;
import io.github.kitmaven.schema.RemovedVersion;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A kind is one that Kubernetes serves. Of kinds that are not its own nothing is known unless the repo defines them, so
 * they are taken to be installed by others; and alpha and beta versions to be switched on.
 */
final class KindRule implements ObjectRule {
    private static final Pattern PREVIEW = Pattern.compile("v[0-9]+(alpha|beta)[0-9]+");

    private final CustomKinds custom;

    KindRule(CustomKinds custom) {
        this.custom = custom;
    }

    @Override
    public void check(KubeObject object, Findings findings) {
        if (object.kind().isPresent() || custom.find(object).isPresent()) {
            return;
        }
        Optional<RemovedVersion> removed = RemovedVersion.find(object.apiVersion(), object.kindName());
        if (removed.isPresent()) {
            findings.error(
                    "removed-api",
                    object,
                    object.root().get("apiVersion"),
                    object.shownKind() + " of " + object.shownApiVersion() + " is gone since Kubernetes "
                            + removed.get().since(),
                    removed.get()
                            .successor()
                            .map(successor -> "Use " + successor + ", whose fields may differ")
                            .orElse("Nothing took its place; remove it"));
        } else if (!preview(object) && (builtInGroup(object) || !object.group().contains("."))) {
            unknown(object, findings);
        } else {
            custom.servedVersions(object).ifPresent(versions -> unserved(object, versions, findings));
        }
    }

    private static void unknown(KubeObject object, Findings findings) {
        List<String> homes = BuiltInKinds.all().stream()
                .filter(kind -> kind.name().equals(object.kindName()))
                .map(Kind::apiVersion)
                .toList();
        TreeSet<String> kinds = new TreeSet<>();
        BuiltInKinds.all().stream()
                .filter(kind -> kind.apiVersion().equals(object.apiVersion()))
                .forEach(kind -> kinds.add(kind.name()));
        String advice = homes.isEmpty()
                ? Nearest.to(object.shownKind(), kinds)
                        .map(nearest -> "The nearest name is " + nearest)
                        .orElse("Correct apiVersion or kind; `kubectl api-resources` tells what a cluster serves")
                : "It is of " + String.join(" and ", homes);
        Node at = object.root().get(homes.isEmpty() ? "kind" : "apiVersion");
        findings.error(
                "unknown-kind", object, at, object.shownApiVersion() + " has no kind " + object.shownKind(), advice);
    }

    private static void unserved(KubeObject object, List<String> versions, Findings findings) {
        findings.error(
                "unknown-kind",
                object,
                object.root().get("apiVersion"),
                object.shownKind() + " is not served in "
                        + object.shownApiVersion()
                                .substring(object.shownApiVersion().indexOf('/') + 1),
                "Its CustomResourceDefinition serves " + String.join(", ", versions));
    }

    private static boolean builtInGroup(KubeObject object) {
        return BuiltInKinds.all().stream().anyMatch(kind -> kind.group().equals(object.group()));
    }

    private static boolean preview(KubeObject object) {
        return PREVIEW.matcher(object.version()).matches();
    }
}
