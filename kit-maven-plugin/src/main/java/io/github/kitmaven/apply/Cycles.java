package io.github.kitmaven.apply;

import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds objects that wait for each other. */
final class Cycles {
    private final Map<ManifestKey, Manifest> manifests = new LinkedHashMap<>();
    private final Map<ManifestKey, Set<ManifestKey>> needs;
    private final Set<ManifestKey> done = new HashSet<>();
    private final List<ManifestKey> path = new ArrayList<>();
    private final List<Diagnostic> found = new ArrayList<>();

    private Cycles(Map<ManifestKey, Set<ManifestKey>> needs) {
        this.needs = needs;
    }

    static List<Diagnostic> of(Collection<Manifest> manifests, Map<ManifestKey, Set<ManifestKey>> needs) {
        Cycles cycles = new Cycles(needs);
        manifests.forEach(manifest -> cycles.manifests.put(manifest.key(), manifest));
        needs.keySet().forEach(cycles::follow);
        return cycles.found;
    }

    private void follow(ManifestKey key) {
        int from = path.indexOf(key);
        if (from >= 0) {
            found.add(cycle(path.subList(from, path.size())));
            return;
        }
        if (!done.add(key)) {
            return;
        }
        path.add(key);
        needs.getOrDefault(key, Set.of()).forEach(this::follow);
        path.remove(path.size() - 1);
    }

    private Diagnostic cycle(List<ManifestKey> members) {
        StringBuilder words = new StringBuilder(members.get(0).toString());
        for (int i = 1; i < members.size(); i++) {
            words.append(i == 1 ? " waits for " : ", which waits for ").append(named(members.get(i)));
        }
        words.append(", which waits for ").append(members.get(0));
        return new Diagnostic(
                words + ": none of them would ever be written",
                Optional.ofNullable(manifests.get(members.get(0))).map(Manifest::origin),
                Optional.of("Change the dependency selector of one of them, so that it selects none of the others"));
    }

    private String named(ManifestKey key) {
        return Optional.ofNullable(manifests.get(key))
                .map(manifest -> key + " (" + manifest.origin() + ")")
                .orElse(key.toString());
    }
}
