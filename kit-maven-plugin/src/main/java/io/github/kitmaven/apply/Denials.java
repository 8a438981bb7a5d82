package io.github.kitmaven.apply;

import io.github.kitmaven.apply.Permission.Denial;
import io.github.kitmaven.model.Manifest;
import io.github.kitmaven.problem.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a cluster denies, each once, however many objects need it. Safe for use by many threads. */
public final class Denials {
    private final String cluster;
    private final Map<Denial, List<Manifest>> found = new LinkedHashMap<>();

    /**
     * Begins with none.
     *
     * @param cluster the cluster's name
     */
    public Denials(String cluster) {
        this.cluster = cluster;
    }

    /**
     * Adds one.
     *
     * @param denial what is denied
     * @param manifest an object that needs it
     */
    public synchronized void add(Denial denial, Manifest manifest) {
        found.computeIfAbsent(denial, key -> new ArrayList<>()).add(manifest);
    }

    /** {@return what is wrong, at the place of the first object that each denial concerns} */
    public synchronized List<Diagnostic> problems() {
        List<Diagnostic> problems = new ArrayList<>();
        found.forEach((denial, manifests) -> {
            Manifest first = manifests.stream()
                    .min((one, other) -> one.key().compareTo(other.key()))
                    .orElseThrow();
            problems.add(denial.problem(cluster, first, manifests.size() - 1));
        });
        return problems;
    }
}
