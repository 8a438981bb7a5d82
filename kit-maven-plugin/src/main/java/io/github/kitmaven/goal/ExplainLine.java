package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.explain.Explained;
import io.github.kitmaven.explain.Explained.Role;
import io.github.kitmaven.explain.Explainer;
import io.github.kitmaven.explain.Explanation;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.render.ClusterRenderer;
import io.github.kitmaven.render.PrintedLine;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.render.RenderedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains one line of what is rendered for a cluster. */
record ExplainLine(KitYaml kit, ClusterConfig cluster, TemplateData data) {

    Explanation of(RenderedLine asked) {
        ClusterRenderer renderer = new ClusterRenderer(kit, data);
        RenderedFile file = file(renderer.render(List.of(cluster)).get(0), asked);
        int count = (int) file.text().lines().count();
        String name = cluster.cluster().name() + "/" + file.name();
        if (asked.line() > count) {
            throw new UserException(Diagnostic.of(name + " has no line " + asked.line(), "It has " + count + " lines"));
        }
        PrintedLine printed = file.map().get().line(asked.line());
        return new Explanation(
                cluster.cluster().name(),
                file.namespace(),
                Optional.of(file.resource()),
                Optional.of(new Explanation.Line(new Origin(name, asked.line(), 0), printed)),
                explained(printed, file),
                Optional.empty(),
                kit.sops().secrets());
    }

    private static RenderedFile file(RenderedCluster rendered, RenderedLine asked) {
        String cluster = rendered.cluster().name();
        List<RenderedFile> named = rendered.files().stream()
                .filter(it -> asked.names(cluster + "/" + it.name()))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        if (named.isEmpty()) {
            List<String> all = rendered.files().stream().map(RenderedFile::name).toList();
            throw new UserException(Diagnostic.of(
                    "Nothing of cluster " + cluster + " renders to " + asked.file(),
                    Nearest.advice(asked.file(), all)));
        }
        List<String> several = named.stream().map(RenderedFile::name).toList();
        throw new UserException(Diagnostic.of(
                asked.file() + " is the name of " + several.size() + " files of cluster " + cluster,
                "Choose one of " + OneCluster.listed(several)));
    }

    private List<Explained> explained(PrintedLine printed, RenderedFile file) {
        Explainer explainer = Explainer.of(kit, cluster, file);
        List<Explained> explained = new ArrayList<>();
        printed.names().forEach(name -> explained.add(explainer.explain(name, Role.PRINTED, printed.data())));
        printed.guards()
                .forEach(guard -> explained.add(
                        explainer.explain(guard, guard.inverted() ? Role.INVERTED_GUARD : Role.GUARD, printed.data())));
        return explained;
    }
}
