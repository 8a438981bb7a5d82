package io.github.kitmaven.validate;

import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.schema.GoPatterns;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Checks each object of a file by itself. */
final class FileChecks {
    private final CustomKinds custom;
    private final List<ObjectRule> rules;
    private final Set<ManifestFile> repeated;
    private final Map<ManifestFile, Judged> judged = new ConcurrentHashMap<>();

    /** Knows some custom kinds; {@code repeated} are the files that several clusters have, which are judged once. */
    FileChecks(CustomKinds custom, Set<ManifestFile> repeated) {
        this.custom = custom;
        this.repeated = repeated;
        GoPatterns patterns = new GoPatterns();
        rules = List.of(
                new KindRule(custom),
                new TypeRule(),
                new CustomTypeRule(custom, patterns),
                new DefinitionRule(patterns),
                new NameRule(),
                new LabelRule(),
                new SelectorRule(),
                new PodRule(),
                new ServiceRule(),
                new DataRule(),
                new SpecRule());
    }

    /** The objects of a file, and what is wrong with each. */
    record Judged(List<KubeObject> objects, List<Finding> findings) {}

    CustomKinds custom() {
        return custom;
    }

    Judged of(ManifestFile file) {
        // what only one cluster has is not kept, for there may be much of it
        return repeated.contains(file) ? judged.computeIfAbsent(file, this::judge) : judge(file);
    }

    private Judged judge(ManifestFile file) {
        Findings findings = new Findings();
        List<KubeObject> objects = ObjectReader.read(file, findings);
        objects.forEach(object -> rules.forEach(rule -> rule.check(object, findings)));
        return new Judged(objects, findings.all());
    }
}
