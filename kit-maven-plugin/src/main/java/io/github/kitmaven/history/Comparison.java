package io.github.kitmaven.history;

import io.github.kitmaven.image.ImageReference;
import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.Release;
import io.github.kitmaven.problem.UserException;
import io.github.kitmaven.report.FleetChanges.By;
import io.github.kitmaven.report.FleetChanges.Change;
import io.github.kitmaven.report.FleetChanges.Side;
import io.github.kitmaven.report.Period.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What changed of the resources of one cluster between two moments. Pure. */
public final class Comparison {
    private final String cluster;
    private final Optional<Inventory> inventory;
    private final List<Release> releases;
    private final ImageLog git;
    private final Then from;
    private final Then to;

    /**
     * Compares.
     *
     * @param cluster the cluster's name
     * @param inventory what its inventory holds; empty where it can't be read
     * @param git what image files named
     * @param from the first moment
     * @param to the second
     */
    public Comparison(String cluster, Optional<Inventory> inventory, ImageLog git, Then from, Then to) {
        this.cluster = cluster;
        this.inventory = inventory;
        this.releases = inventory.map(Inventory::releases).orElse(List.of());
        this.git = git;
        this.from = from;
        this.to = to;
    }

    /** {@return the names of all resources that the cluster had at either moment, or has now} */
    public Collection<String> resources() {
        Set<String> names = new TreeSet<>();
        releases.forEach(release -> names.addAll(release.images().keySet()));
        for (Then then : List.of(from, to)) {
            then.wanted()
                    .flatMap(wanted -> Optional.ofNullable(wanted.get(cluster)))
                    .ifPresent(resources -> names.addAll(resources.keySet()));
        }
        return names;
    }

    /**
     * Compares a resource.
     *
     * @param resource its name
     * @param files the image files that it uses
     * @return what changed; empty where nothing did, or it was there at neither moment
     */
    public Optional<Change> of(String resource, Collection<String> files) {
        Optional<Side> before = side(resource, from);
        Optional<Side> after = side(resource, to);
        boolean same = before.isPresent() == after.isPresent()
                && before.flatMap(one -> after.map(other -> alike(one, other))).orElse(true);
        return same
                ? Optional.empty()
                : Optional.of(new Change(List.of(cluster), resource, before, after, by(resource, files)));
    }

    private Optional<Side> side(String resource, Then then) {
        List<Release> until = then.until(releases);
        Optional<List<String>> wanted = then.wanted(cluster, resource);
        Optional<Release> release =
                until.stream().filter(it -> it.images().containsKey(resource)).findFirst();
        if (release.isPresent()) {
            boolean without = then.wanted().isPresent()
                    && wanted.isEmpty()
                    && !until.get(0).images().isEmpty()
                    && !until.get(0).images().containsKey(resource);
            return without ? Optional.empty() : release.map(it -> side(it, resource));
        }
        boolean complete =
                !until.isEmpty() && inventory.filter(it -> !it.isFull()).isPresent();
        return complete
                ? Optional.empty()
                : wanted.filter(images -> !images.isEmpty()).map(images -> new Side(images, Outcome.COMMITTED));
    }

    private static Side side(Release release, String resource) {
        return new Side(
                release.images().getOrDefault(resource, List.of()),
                switch (release.result()) {
                    case SUCCEEDED -> Outcome.SUCCEEDED;
                    case FAILED -> Outcome.FAILED;
                    case IN_PROGRESS -> Outcome.IN_PROGRESS;
                });
    }

    /** Git alone does not tell of images that templates name, so one side can have more than the other knows of. */
    private static boolean alike(Side one, Side other) {
        Set<String> ones = new HashSet<>(one.images());
        Set<String> others = new HashSet<>(other.images());
        if (one.outcome() == Outcome.COMMITTED && other.outcome() != Outcome.COMMITTED) {
            others.removeIf(image -> !repositories(one).contains(repository(image)));
        }
        if (other.outcome() == Outcome.COMMITTED && one.outcome() != Outcome.COMMITTED) {
            ones.removeIf(image -> !repositories(other).contains(repository(image)));
        }
        return ones.equals(others);
    }

    private static Set<String> repositories(Side side) {
        return side.images().stream().map(Comparison::repository).collect(Collectors.toSet());
    }

    private static String repository(String image) {
        try {
            ImageReference parts = ImageReference.parse(image);
            return parts.registry().orElse("") + "/" + parts.repository();
        } catch (UserException e) {
            return image;
        }
    }

    /** The deploys of other images in between; where there are none, the commits. */
    private List<By> by(String resource, Collection<String> files) {
        List<Release> before = from.until(releases);
        List<Release> between = new ArrayList<>(to.until(releases));
        between.removeAll(before);
        Optional<List<String>> last = before.stream()
                .flatMap(release -> Optional.ofNullable(release.images().get(resource)).stream())
                .findFirst();
        List<By> by = new ArrayList<>();
        for (int i = between.size() - 1; i >= 0; i--) {
            Release release = between.get(i);
            Optional<List<String>> images = Optional.ofNullable(release.images().get(resource));
            if (images.isPresent() && !images.equals(last)) {
                by.add(new By(
                        release.commit(),
                        release.who(),
                        release.time(),
                        side(release, resource).outcome(),
                        release.rollback()));
                last = images;
            }
        }
        return by.isEmpty() ? committed(files) : by;
    }

    private List<By> committed(Collection<String> files) {
        return git.states(files).stream()
                .map(ImageLog.State::by)
                .filter(set -> isUntil(to, set.commit(), set.time()) && !isUntil(from, set.commit(), set.time()))
                .map(set -> new By(set.commit(), set.author(), set.time(), Outcome.COMMITTED, ""))
                .toList();
    }

    private static boolean isUntil(Then then, String commit, Instant time) {
        return then.moment().commit().isPresent()
                ? then.order().containsKey(commit)
                : !time.isAfter(then.moment().time());
    }
}
