package io.github.kitmaven.goal;

import io.github.kitmaven.config.ClusterConfig;
import io.github.kitmaven.config.Fleet;
import io.github.kitmaven.config.FormatVersion;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.NameFilter;
import io.github.kitmaven.config.Selection;
import io.github.kitmaven.config.TemplateData;
import io.github.kitmaven.config.Value;
import io.github.kitmaven.config.YamlReader;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.explain.Explained.Role;
import io.github.kitmaven.explain.Explainer;
import io.github.kitmaven.explain.FieldPath;
import io.github.kitmaven.explain.Setting;
import io.github.kitmaven.git.Blame;
import io.github.kitmaven.git.LineHistory;
import io.github.kitmaven.model.Origin;
import io.github.kitmaven.plan.FieldChange;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.render.ClusterRenderer;
import io.github.kitmaven.render.PrintedLine;
import io.github.kitmaven.render.RenderedCluster;
import io.github.kitmaven.render.RenderedFile;
import io.github.kitmaven.render.SourceMap;
import io.github.kitmaven.report.ChangeSources;
import io.github.kitmaven.report.ClusterResult;
import io.github.kitmaven.report.ObjectResult;
import io.github.kitmaven.report.SourceReport;
import io.github.kitmaven.sops.Sops;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Finds what in the repo decides on the fields that a run changes: the template's line, and the layers that set what it
 * prints. It renders once more what changes, and nothing else.
 */
public final class Provenance implements ChangeSources {
    /** Git looks through the history of each file; a report may take only so long. */
    private static final int MOST_FILES = 20;

    private static final YamlReader YAML = YamlReader.of(FormatVersion.V3);

    private final Map<String, String> environment;
    private final Sops sops;
    private final Supplier<Render.Request> request;
    private final LineHistory history;
    private final EventSink events;
    private final Map<String, Map<Field, List<SourceReport>>> known = new ConcurrentHashMap<>();
    private final Map<Origin, Blame> blames = new HashMap<>();
    private final Set<String> files = new HashSet<>();

    /**
     * Prepares for a run.
     *
     * @param environment the environment of the process
     * @param sops decrypts the files of the repo
     * @param request what the run renders; asked for only where something changes
     * @param history tells who changed lines
     * @param events hears if the sources can't be found
     */
    public Provenance(
            Map<String, String> environment,
            Sops sops,
            Supplier<Render.Request> request,
            LineHistory history,
            EventSink events) {
        this.environment = Map.copyOf(environment);
        this.sops = sops;
        this.request = request;
        this.history = history;
        this.events = events;
    }

    @Override
    public Map<Field, List<SourceReport>> of(ClusterResult cluster) {
        return known.computeIfAbsent(cluster.name(), name -> found(cluster));
    }

    private Map<Field, List<SourceReport>> found(ClusterResult cluster) {
        List<ObjectResult> changing = cluster.objects().stream()
                .filter(object -> !object.step().changes().isEmpty())
                .filter(object -> rendered(object).isPresent())
                .toList();
        if (changing.isEmpty()) {
            return Map.of();
        }
        try {
            return withCommits(new OfCluster(cluster, changing).find());
        } catch (KitException e) {
            events.on(new Warned(Diagnostic.of(
                    "The reports don't tell where the changes in cluster " + cluster.name()
                            + " come from, for the repo can't be rendered again: " + e.getMessage(),
                    "Look with mvn kit:explain")));
            return Map.of();
        }
    }

    /** Who set each, of as many files as that is quickly known of. */
    private synchronized Map<Field, List<SourceReport>> withCommits(Map<Field, List<SourceReport>> found) {
        List<Origin> places = new ArrayList<>();
        found.values().stream().flatMap(List::stream).map(Provenance::place).forEach(place -> {
            if (!blames.containsKey(place) && (files.contains(place.file()) || files.size() < MOST_FILES)) {
                files.add(place.file());
                places.add(place);
            }
        });
        history.of(request.get().repo(), places).ifPresent(blames::putAll);
        Map<Field, List<SourceReport>> known = new HashMap<>();
        found.forEach((field, sources) ->
                known.put(field, sources.stream().map(this::withCommit).toList()));
        return known;
    }

    private SourceReport withCommit(SourceReport source) {
        return blames.get(place(source)) instanceof Blame.Changed changed
                ? new SourceReport(
                        source.what(),
                        source.name(),
                        source.file(),
                        source.line(),
                        Optional.of(changed.commit()),
                        Optional.of(changed.author().name()))
                : source;
    }

    private static Origin place(SourceReport source) {
        return new Origin(source.file(), source.line(), 0);
    }

    private static Optional<Origin> rendered(ObjectResult object) {
        return object.step().manifest().origin().rendered();
    }

    /** One cluster, rendered once more. */
    private final class OfCluster {
        private final Render.Request rendering = request.get();
        private final KitYaml kit = KitYaml.read(rendering.repo(), sops);
        private final List<ObjectResult> changing;
        private final Map<Field, List<SourceReport>> sources = new HashMap<>();
        private final Map<String, RenderedFile> files = new HashMap<>();
        private final Map<String, List<Value>> documents = new HashMap<>();
        private final Map<String, SourceMap> maps = new HashMap<>();
        private final ClusterConfig config;

        OfCluster(ClusterResult cluster, List<ObjectResult> changing) {
            this.changing = changing;
            List<String> resources = changing.stream()
                    .map(object -> object.step().manifest().resource())
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
            Selection selection = new Selection(
                    new NameFilter("kit.clusters", List.of(cluster.name())),
                    new NameFilter("kit.type", List.of()),
                    new NameFilter("kit.resources", resources));
            this.config = OneCluster.of(Fleet.read(kit, selection), selection);
            try (TemplateData data = new TemplateData(kit, environment, rendering.deployId(), rendering.commit())) {
                RenderedCluster again =
                        new ClusterRenderer(kit, data).render(List.of(config)).get(0);
                again.files().forEach(file -> files.put(cluster.name() + "/" + file.name(), file));
            }
        }

        Map<Field, List<SourceReport>> find() {
            for (ObjectResult object : changing) {
                Origin place = rendered(object).orElseThrow();
                RenderedFile file = files.get(place.file());
                if (file != null) {
                    add(object, place, file);
                }
            }
            return sources;
        }

        private void add(ObjectResult object, Origin place, RenderedFile file) {
            Optional<Value> document = documents.computeIfAbsent(place.file(), name -> YAML.all(file.as(name))).stream()
                    .flatMap(it -> FieldPath.objects(it).stream())
                    .filter(it -> it.origin().equals(place))
                    .findFirst();
            if (document.isEmpty()) {
                return;
            }
            SourceMap map =
                    maps.computeIfAbsent(place.file(), name -> file.map().get());
            for (FieldChange change : object.step().changes()) {
                FieldPath.find(document.get(), change.path())
                        .ifPresent(value -> sources.put(
                                Field.of(object.step().manifest(), change),
                                sources(map.line(value.origin().line()), file)));
            }
        }

        private List<SourceReport> sources(PrintedLine line, RenderedFile file) {
            List<SourceReport> found = new ArrayList<>();
            found.add(report("template", "", line.source()));
            Explainer explainer = Explainer.of(kit, config, file);
            line.names().forEach(name -> {
                var explained = explainer.explain(name, Role.PRINTED, line.data());
                explained.settings().stream()
                        .filter(Setting::holds)
                        .map(setting -> report(setting.layer().label(), explained.path(), setting.origin()))
                        .forEach(found::add);
            });
            return found;
        }

        private static SourceReport report(String what, String name, Origin origin) {
            return new SourceReport(what, name, origin.file(), origin.line(), Optional.empty(), Optional.empty());
        }
    }
}
