package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the manifests of clusters by what Kubernetes says of its kinds, and the repo's CustomResourceDefinitions of theirs.
 * Nothing but the manifests is asked.
 */
public final class ManifestChecks {
    private final List<ObjectRule> rules;
    private final Set<ManifestFile> repeated;
    private final Map<ManifestFile, Judged> judged = new ConcurrentHashMap<>();

    private ManifestChecks(CustomKinds custom, Set<ManifestFile> repeated) {
        this.repeated = repeated;
        rules = List.of(
                new KindRule(custom),
                new TypeRule(),
                new CustomTypeRule(custom),
                new NameRule(),
                new LabelRule(),
                new SelectorRule(),
                new PodRule(),
                new ServiceRule(),
                new DataRule(),
                new SpecRule());
    }

    /** The objects of a file, and what is wrong with each by itself. */
    private record Judged(List<KubeObject> objects, List<Finding> findings) {}

    /**
     * Prepares the checks.
     *
     * @param files the files of all clusters
     * @return the checks, which know the kinds that the files define
     */
    public static ManifestChecks knowing(Stream<ManifestFile> files) {
        Set<ManifestFile> seen = new LinkedHashSet<>();
        Set<ManifestFile> repeated = files.filter(file -> !seen.add(file)).collect(Collectors.toSet());
        List<ManifestFile> definitions = seen.stream()
                .filter(file -> file.text().contains("CustomResourceDefinition"))
                .toList();
        return new ManifestChecks(CustomKinds.of(ObjectReader.read(definitions, new Findings()).stream()), repeated);
    }

    /**
     * Checks the manifests of one cluster.
     *
     * @param files its files
     * @param complete whether they are all that the repo holds for the cluster, so that what is not there is missing
     * @return what was found, in no order
     */
    public List<Finding> of(List<ManifestFile> files, boolean complete) {
        Findings findings = new Findings();
        List<KubeObject> objects = new ArrayList<>();
        for (ManifestFile file : files) {
            // what many clusters have is kept, and judged once; what one has is not, for there may be much of it
            Judged known = repeated.contains(file) ? judged.computeIfAbsent(file, this::judge) : judge(file);
            objects.addAll(known.objects());
            known.findings().forEach(findings::add);
        }
        DuplicateObjects.check(objects, findings);
        if (complete) {
            new ServiceTargets(objects, findings).check();
        }
        return findings.all();
    }

    private Judged judge(ManifestFile file) {
        Findings findings = new Findings();
        List<KubeObject> objects = ObjectReader.read(List.of(file), findings);
        objects.forEach(object -> rules.forEach(rule -> rule.check(object, findings)));
        return new Judged(objects, findings.all());
    }
}
