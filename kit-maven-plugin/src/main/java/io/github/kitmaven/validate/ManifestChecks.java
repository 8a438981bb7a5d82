package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the manifests of clusters by what Kubernetes says of its kinds, and the repo's CustomResourceDefinitions of theirs.
 * Nothing but the manifests is asked.
 */
public final class ManifestChecks {
    private final List<ObjectRule> rules;

    private ManifestChecks(CustomKinds custom) {
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

    /**
     * Prepares the checks.
     *
     * @param files the files of all clusters, or those of them that hold CustomResourceDefinitions
     * @return the checks, which know the kinds that the files define
     */
    public static ManifestChecks knowing(Stream<ManifestFile> files) {
        List<ManifestFile> definitions = files.filter(
                        file -> file.source().text().contains("CustomResourceDefinition"))
                .distinct()
                .toList();
        return new ManifestChecks(CustomKinds.of(ObjectReader.read(definitions, new Findings()).stream()));
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
        List<KubeObject> objects = ObjectReader.read(files, findings);
        for (KubeObject object : objects) {
            rules.forEach(rule -> rule.check(object, findings));
        }
        DuplicateObjects.check(objects, findings);
        if (complete) {
            new ServiceTargets(objects, findings).check();
        }
        return findings.all();
    }
}
