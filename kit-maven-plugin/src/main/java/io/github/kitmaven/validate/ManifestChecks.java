package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Checks the manifests of clusters by what Kubernetes says of its kinds, and the repo's CustomResourceDefinitions of theirs.
 * Nothing but the manifests is asked.
 */
public final class ManifestChecks {
    private final Set<ManifestFile> repeated;
    private final Map<ManifestFile, CustomKinds> definitions;
    private final Map<List<ManifestFile>, FileChecks> checks = new ConcurrentHashMap<>();

    private ManifestChecks(Set<ManifestFile> repeated, Map<ManifestFile, CustomKinds> definitions) {
        this.repeated = repeated;
        this.definitions = definitions;
    }

    /**
     * Prepares the checks.
     *
     * @param files the files of all clusters
     * @return the checks, which know the kinds that the files define
     */
    public static ManifestChecks knowing(Stream<ManifestFile> files) {
        Set<ManifestFile> seen = new HashSet<>();
        Set<ManifestFile> repeated = new HashSet<>();
        Map<ManifestFile, CustomKinds> definitions = new LinkedHashMap<>();
        files.forEach(file -> {
            if (!seen.add(file)) {
                repeated.add(file);
            } else if (file.source().text().contains("CustomResourceDefinition")) {
                definitions.put(file, CustomKinds.of(ObjectReader.read(file, new Findings())));
            }
        });
        return new ManifestChecks(repeated, definitions);
    }

    /**
     * Checks the manifests of one cluster.
     *
     * @param files its files
     * @param complete whether they are all that the repo holds for the cluster, so that what is not there is missing
     * @return what was found, in no order
     */
    public List<Finding> of(List<ManifestFile> files, boolean complete) {
        List<ManifestFile> own = files.stream().filter(definitions::containsKey).toList();
        FileChecks checksOfFile = checks.computeIfAbsent(own, this::knowing);
        Findings findings = new Findings();
        List<KubeObject> objects = new ArrayList<>();
        for (ManifestFile file : files) {
            FileChecks.Judged judged = checksOfFile.of(file);
            objects.addAll(judged.objects());
            judged.findings().forEach(findings::add);
        }
        DuplicateObjects.check(objects, findings);
        CelRules.check(objects, checksOfFile.custom(), findings);
        if (complete) {
            new ServiceTargets(objects, findings).check();
        }
        return findings.all();
    }

    /** A cluster's own definitions come first: others may have another version of them. */
    private FileChecks knowing(List<ManifestFile> own) {
        List<CustomKinds> kinds = new ArrayList<>(definitions.values());
        own.forEach(file -> kinds.add(definitions.getOrDefault(file, CustomKinds.of(List.of()))));
        return new FileChecks(CustomKinds.all(kinds), repeated);
    }
}
