package io.github.kitmaven.goal;

import io.github.kitmaven.config.FleetList;
import io.github.kitmaven.config.KitYaml;
import io.github.kitmaven.event.Event.Warned;
import io.github.kitmaven.event.EventSink;
import io.github.kitmaven.git.WorkingTree;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.KitException;
import io.github.kitmaven.webhook.FleetNews;
import io.github.kitmaven.webhook.FleetNews.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out which clusters came, changed and went: git has the repo's files of an earlier commit. Whoever follows the news may
 * switch off what they say is gone, so news that take away too much at once are kept back.
 *
 * @param kit the repo, as it is checked out
 * @param checkout the root of the git repository that it is in
 * @param tree reads earlier commits
 * @param since the commit to compare with, as {@code git rev-parse} takes it
 * @param guard how many clusters may go at once
 * @param mask takes the secrets out of a text
 * @param events hears why there are no news
 */
public record FleetChanges(
        KitYaml kit,
        Path checkout,
        WorkingTree tree,
        String since,
        int guard,
        UnaryOperator<String> mask,
        EventSink events) {

    /** {@return the clusters, and what is new of them; empty where that is not to be told} */
    public Optional<FleetNews> news() {
        try {
            Optional<String> commit = known();
            return guarded(news(members(kit), commit.map(this::before), commit));
        } catch (KitException | UncheckedIOException e) {
            return kept("they can't be compared with commit " + since, "Set kit.webhooks.fleetSince to another commit");
        } catch (IOException e) {
            return kept("the files of commit " + since + " can't be laid out: " + e, "Make room for them");
        }
    }

    /** A shallow clone may lack it, after a forced push nobody has it, and it may be older than the repo's clusters. */
    private Optional<String> known() {
        try {
            return tree.commit(checkout, since)
                    .filter(commit -> !tree.files(checkout, commit, gitPath(kit.clusters()))
                            .isEmpty());
        } catch (KitException e) {
            return Optional.empty();
        }
    }

    private static FleetNews news(List<Member> now, Optional<Before> before, Optional<String> commit)
            throws IOException {
        if (before.isEmpty()) {
            return new FleetNews(Optional.empty(), now, List.of(), List.of(), List.of());
        }
        Map<String, Member> then = before.get().read().stream().collect(Collectors.toMap(Member::name, it -> it));
        Map<String, Member> there = now.stream().collect(Collectors.toMap(Member::name, Function.identity()));
        return new FleetNews(
                commit,
                now,
                names(now, member -> !then.containsKey(member.name())),
                names(now, member -> then.containsKey(member.name()) && !member.equals(then.get(member.name()))),
                then.keySet().stream()
                        .filter(name -> !there.containsKey(name))
                        .sorted()
                        .toList());
    }

    private static List<String> names(List<Member> members, java.util.function.Predicate<Member> which) {
        return members.stream().filter(which).map(Member::name).toList();
    }

    private Optional<FleetNews> guarded(FleetNews news) {
        int gone = news.removed().size();
        return gone > guard
                ? kept(
                        gone + " are gone since commit " + since + ", and at most " + guard + " may go at once",
                        "If that is meant, raise kit.webhooks.fleetGuard")
                : Optional.of(news);
    }

    private Optional<FleetNews> kept(String why, String advice) {
        events.on(new Warned(Diagnostic.of("Webhooks are not told of the clusters: " + why, advice)));
        return Optional.empty();
    }

    private List<Member> members(KitYaml repo) {
        return FleetList.read(repo).stream().map(this::member).toList();
    }

    private Member member(FleetList.Entry entry) {
        var cluster = entry.cluster();
        List<String> namespaces = !entry.namespaces().isEmpty()
                ? entry.namespaces()
                : Stream.of(cluster.namespace()).filter(it -> !it.isEmpty()).toList();
        return new Member(
                mask.apply(cluster.name()),
                mask.apply(cluster.type()),
                mask.apply(cluster.environment()),
                mask.apply(cluster.branch()),
                namespaces.stream().map(mask).toList(),
                entry.disabled());
    }

    /** Reads the clusters of a commit. */
    private interface Before {
        List<Member> read() throws IOException;
    }

    /** The files are laid out for a moment, as the reader of a repo wants them; what is encrypted stays so. */
    private Before before(String commit) {
        return () -> {
            Path folder = Files.createTempDirectory("kit-fleet");
            try {
                KitYaml earlier = kit.at(folder);
                Files.createDirectories(earlier.clusters());
                for (String path : tree.files(checkout, commit, gitPath(kit.clusters()))) {
                    if (path.endsWith("/" + kit.names().cluster())) {
                        layOut(commit, path, folder);
                    }
                }
                if (kit.base().isPresent()) {
                    layOut(commit, gitPath(kit.base().get().resolve(kit.names().baseCluster())), folder);
                }
                return members(earlier);
            } finally {
                delete(folder);
            }
        };
    }

    private void layOut(String commit, String path, Path folder) throws IOException {
        Path file = folder.resolve(kit.root().relativize(checkout.resolve(path)).toString());
        Files.createDirectories(file.getParent());
        Optional<String> text = tree.read(checkout, commit, path);
        if (text.isPresent()) {
            Files.writeString(file, text.get());
        }
    }

    private String gitPath(Path file) {
        return checkout.relativize(file).toString().replace('\\', '/');
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
