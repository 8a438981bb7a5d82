package io.github.kitmaven.validate;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.ConfigCheck;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.Problems;
import io.github.kitmaven.render.TemplateCheck;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what no merge or rendering looks at: unknown keys, templates that don't parse, and files and vars that nothing uses. */
public final class RepoChecks {
    private final KitYaml kit;
    private final RepoLayers layers;
    private final TemplateFiles templates;

    private RepoChecks(KitYaml kit) {
        this.kit = kit;
        this.layers = RepoLayers.read(kit);
        this.templates = TemplateFiles.read(kit);
    }

    /**
     * Checks a repo.
     *
     * @param kit the repo
     * @param clusters its enabled clusters, as far as they could be read
     * @param complete whether these are all of its enabled clusters with all of their resources
     * @return what was found, in no order
     */
    public static List<Finding> of(KitYaml kit, List<ClusterConfig> clusters, boolean complete) {
        RepoChecks checks = new RepoChecks(kit);
        List<Finding> findings = new ArrayList<>(ConfigCheck.of(kit));
        findings.addAll(checks.foldersWithoutCluster());
        findings.addAll(checks.brokenTemplates());
        findings.addAll(checks.unusedTemplates());
        findings.addAll(checks.unusedTypes());
        findings.addAll(checks.unusedVars());
        if (complete) {
            findings.addAll(ImageUse.unused(kit, checks.layers, clusters));
        }
        return findings;
    }

    private List<Finding> foldersWithoutCluster() {
        String file = kit.names().cluster();
        return kit.files().list(kit.clusters()).stream()
                .filter(folder -> !kit.clusters().equals(kit.root()) && Files.isDirectory(folder))
                .filter(folder -> !Files.exists(folder.resolve(file)))
                .map(folder -> unused(
                        Origin.of(kit.files().name(folder)),
                        "This folder is no cluster, for it has no " + file,
                        "Add the file, or delete the folder"))
                .toList();
    }

    private List<Finding> brokenTemplates() {
        Problems problems = new Problems();
        TemplateCheck.parse(kit, templates.templates(), problems);
        return problems.all().stream()
                .map(problem -> Finding.error("invalid-template", problem))
                .toList();
    }

    private List<Finding> unusedTemplates() {
        return templates.unused(layers).stream()
                .map(file -> unused(
                        Origin.of(file),
                        "No resource names this file",
                        "Delete it, or name it with file: of a resource"))
                .toList();
    }

    private List<Finding> unusedTypes() {
        Set<String> used = layers.clusters().stream()
                .map(cluster -> cluster.at("metadata", "type").text())
                .collect(Collectors.toSet());
        return layers.types().stream()
                .map(vars -> vars.at("metadata", "type"))
                .filter(type -> !type.text().isEmpty() && !used.contains(type.text()))
                .map(type -> unused(
                        type.origin(),
                        "No cluster is of the type " + type.shown(),
                        "Delete the file, or let metadata.type of a cluster name the type"))
                .toList();
    }

    /** A var counts as used if any tag of any template has its name in it, wherever that stands. */
    private List<Finding> unusedVars() {
        List<Finding> findings = new ArrayList<>();
        for (Node vars : layers.vars()) {
            addUnused(vars, Set.of("kind", "metadata"), findings);
        }
        for (Node cluster : layers.clusters()) {
            cluster.get("namespaces")
                    .members()
                    .forEach(namespace -> addUnused(namespace.get("vars"), Set.of(), findings));
        }
        return findings;
    }

    private void addUnused(Node vars, Set<String> others, List<Finding> findings) {
        vars.members().stream()
                .map(Node::name)
                .filter(name -> !others.contains(name) && !templates.mention(name))
                .forEach(name -> findings.add(unused(
                        vars.key(name).origin(),
                        "No template uses the var " + name,
                        "Remove it, or correct its name")));
    }

    static Finding unused(Origin origin, String message, String advice) {
        return Finding.warning("unused", Diagnostic.at(origin, message, advice));
    }
}
