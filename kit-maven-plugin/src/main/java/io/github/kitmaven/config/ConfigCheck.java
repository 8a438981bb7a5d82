package io.github.kitmaven.config;

import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Finding.Severity;
import io.github.kitmaven.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks every configuration file of a repo, those of disabled clusters included: that it is sound YAML, and has no keys
 * that kit does not know. In version "2", which passes over them, such a key is a warning.
 */
public final class ConfigCheck {
    private final KitYaml kit;
    private final RepoFiles files;
    private final YamlReader yaml;
    private final List<Finding> found = new ArrayList<>();

    private ConfigCheck(KitYaml kit) {
        this.kit = kit;
        this.files = kit.files();
        this.yaml = YamlReader.ofLayers(kit.version());
    }

    /**
     * Checks the files.
     *
     * @param kit the repo
     * @return what is wrong, sorted by place
     */
    public static List<Finding> of(KitYaml kit) {
        ConfigCheck check = new ConfigCheck(kit);
        check.checkAll();
        return check.found.stream().distinct().sorted(Finding.BY_PLACE).toList();
    }

    private void checkAll() {
        FileNames names = kit.names();
        check(kit.root().resolve(KitYaml.NAME), Shapes.KIT);
        Problems problems = new Problems();
        kit.plugin().ifPresent(plugin -> problems.attempt(() -> EnvSources.find(plugin)));
        problems.all().forEach(problem -> found.add(Finding.error("configuration", problem)));
        kit.base().ifPresent(folder -> {
            check(folder.resolve(names.baseCluster()), Shapes.CLUSTER);
            check(folder.resolve(names.baseVars()), Shapes.VARS);
        });
        kit.types().ifPresent(folder -> checkEach(folder, names.typeVars(), Shapes.VARS));
        checkEach(kit.groups(), ".yaml", Shapes.GROUP);
        for (Path cluster : files.list(kit.clusters())) {
            check(cluster.resolve(names.cluster()), Shapes.CLUSTER);
            check(cluster.resolve(names.clusterVars()), Shapes.VARS);
        }
        checkImages(kit.images());
    }

    private void checkEach(Path folder, String end, Shape shape) {
        files.list(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith(end))
                .forEach(file -> check(file, shape));
    }

    private void checkImages(Path folder) {
        for (Path entry : files.list(folder)) {
            if (Files.isDirectory(entry)) {
                checkImages(entry);
            }
        }
        checkEach(folder, ".yaml", Shapes.IMAGE);
    }

    private void check(Path file, Shape shape) {
        Problems problems = new Problems();
        Optional<Mapping> document = problems.attempt(() -> files.read(file))
                .flatMap(source -> source)
                .flatMap(source -> problems.attempt(
                        () -> Fields.of(yaml.one(source), source.name(), shape).map()));
        document.ifPresent(it -> ShapeCheck.of(it, shape).forEach(this::add));
        problems.all().forEach(diagnostic -> found.add(Finding.error("yaml", diagnostic)));
    }

    private void add(Finding finding) {
        Severity severity = kit.version().likeOriginal() ? Severity.WARNING : finding.severity();
        found.add(new Finding(severity, finding.rule(), finding.diagnostic()));
    }
}
