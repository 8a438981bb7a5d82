package io.github.kitmaven.goal;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.RepoFiles;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Finding;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.render.RenderedFile;
import io.github.kitmaven.validate.ManifestFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The manifests of a rendered cluster as files to check, and the places in them as a user knows them. */
final class RenderedManifests {
    private RenderedManifests() {}

    /** The files of a cluster: those of its namespaces by their name in the repo, rendered ones by their own. */
    static List<ManifestFile> of(KitYaml kit, RenderedCluster cluster) {
        List<ManifestFile> files = new ArrayList<>();
        RepoFiles repo = kit.files();
        for (Path path : repo.list(kit.namespaces().resolve(cluster.cluster().name()))) {
            if (path.toString().endsWith(".yaml")) {
                read(repo, path).ifPresent(files::add);
            }
        }
        for (RenderedFile file : cluster.files()) {
            String namespace = file.namespace().isEmpty() ? cluster.cluster().namespace() : file.namespace();
            files.add(new ManifestFile(file.as(file.name()), namespace));
        }
        return files;
    }

    private static Optional<ManifestFile> read(RepoFiles repo, Path path) {
        try {
            return repo.read(path).map(source -> new ManifestFile(source, ""));
        } catch (UserException e) {
            return Optional.empty(); // who rendered the cluster has told of it
        }
    }

    /** Puts a finding where a user can mend it. */
    static Finding placed(Finding finding, RenderedCluster cluster) {
        Diagnostic diagnostic = finding.diagnostic();
        Optional<Origin> place = diagnostic.origin().map(origin -> place(origin, cluster));
        return new Finding(
                finding.severity(), finding.rule(), new Diagnostic(diagnostic.message(), place, diagnostic.advice()));
    }

    /** A place in a rendered file is one in its template; both are told, but for a manifest that is no template. */
    private static Origin place(Origin origin, RenderedCluster cluster) {
        return cluster.files().stream()
                .filter(file -> file.name().equals(origin.file()))
                .findFirst()
                .map(file -> place(origin, file, cluster.cluster().name()))
                .orElse(origin);
    }

    private static Origin place(Origin origin, RenderedFile file, String cluster) {
        Origin source = file.map().get().source(origin.line(), origin.column());
        boolean template = !source.file().endsWith(".yaml");
        return template
                ? source.renderedAs(new Origin(cluster + "/" + file.name(), origin.line(), origin.column()))
                : source;
    }

    /** Templates that print no object: where one was wanted, nobody would notice that it is gone. */
    static List<Finding> empty(RenderedCluster cluster) {
        return cluster.files().stream()
                .filter(RenderedFile::isEmpty)
                .map(
                        file -> Finding.warning(
                                "empty-manifest",
                                Diagnostic.at(
                                        file.source(),
                                        "This prints no object for the resource " + file.resource(),
                                        "If none is wanted there, give the resource disable: true; else mend the sections of the template")))
                .toList();
    }
}
