package io.github.kitmaven.goal;

import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.config.RepoImage;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.git.CommitLog;
import io.github.kitmaven.git.CommitLog.Commit;
import io.github.kitmaven.git.CommitLog.Touched;
import io.github.kitmaven.history.Alike;
import io.github.kitmaven.history.Comparison;
import io.github.kitmaven.history.Then;
import io.github.kitmaven.report.FleetChanges;
import io.github.kitmaven.report.FleetChanges.Change;
import io.github.kitmaven.report.FleetChanges.Moment;
import io.github.kitmaven.report.FleetChanges.RepoCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the clusters, and the repo, at two moments. */
final class HistoryChanges {
    private final HistoryRequest request;
    private final KitYaml kit;
    private final CommitLog log;
    private final RepoAt repo;

    HistoryChanges(HistoryRequest request, CommitLog log, EventSink events) {
        this.request = request;
        this.kit = request.kit();
        this.log = log;
        this.repo = new RepoAt(log, kit, events);
    }

    /** Reads the repo as it was at a moment. */
    RepoThen at(Moment moment) {
        Optional<String> commit =
                moment.commit().or(() -> log.at(kit.root(), moment.time()).map(Commit::id));
        Optional<SortedMap<String, SortedMap<String, List<RepoImage>>>> images = commit.flatMap(repo::images);
        List<String> line = moment.commit().map(id -> log.upTo(kit.root(), id)).orElse(List.of());
        return new RepoThen(Then.of(moment, line, images.map(RepoThen::names)), commit, images.orElseGet(TreeMap::new));
    }

    FleetChanges between(RepoThen from, RepoThen to, HistorySources sources, Instant now) {
        List<Change> changes = new ArrayList<>();
        TreeSet<String> resources = new TreeSet<>();
        int compared = 0;
        Collection<String> clusters = clusters(sources, from, to);
        for (String cluster : clusters) {
            Comparison comparison =
                    new Comparison(cluster, sources.inventory(cluster), sources.git(), from.then(), to.then());
            resources.addAll(comparison.resources());
            for (String resource : comparison.resources()) {
                if (request.selection().resources().chooses(resource)) {
                    compared++;
                    comparison.of(resource, sources.files(cluster, resource)).ifPresent(changes::add);
                }
            }
        }
        request.selection().resources().check(resources);
        return new FleetChanges(
                now,
                from.then().moment(),
                to.then().moment(),
                Alike.of(changes),
                compared - changes.size(),
                commits(from, to),
                sources.gitAlone(),
                List.copyOf(clusters));
    }

    /** The clusters there are, and those that there were. */
    private Collection<String> clusters(HistorySources sources, RepoThen from, RepoThen to) {
        TreeSet<String> names = new TreeSet<>(sources.names());
        if (request.selection().types().isOpen()) {
            Stream.of(from, to)
                    .flatMap(then -> then.images().keySet().stream())
                    .filter(request.selection().clusters()::chooses)
                    .forEach(names::add);
        }
        return names;
    }

    private List<RepoCommit> commits(RepoThen from, RepoThen to) {
        if (to.commit().isEmpty()) {
            return List.of();
        }
        List<RepoCommit> commits = new ArrayList<>();
        for (Touched touched :
                log.between(kit.root(), from.commit(), to.commit().get())) {
            List<String> files =
                    touched.paths().stream().filter(path -> !isImage(path)).toList();
            Commit commit = touched.commit();
            if (!files.isEmpty()) {
                commits.add(
                        new RepoCommit(commit.id(), commit.author().name(), commit.time(), commit.subject(), files));
            }
        }
        return commits;
    }

    private boolean isImage(String path) {
        return kit.root().resolve(path).normalize().startsWith(kit.images());
    }
}
