package io.github.kitmaven.history;

import io.github.kitmaven.inventory.Inventory;
import io.github.kitmaven.inventory.Release;
import io.github.kitmaven.inventory.Release.Result;
import io.github.kitmaven.report.Period;
import io.github.kitmaven.report.Period.Deploy;
import io.github.kitmaven.report.Period.End;
import io.github.kitmaven.report.Period.Outcome;
import io.github.kitmaven.report.Period.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** When a resource of one cluster had which images: from its inventory, and before that from git. Pure. */
public final class Timeline {
    private final String cluster;
    private final Optional<Inventory> inventory;
    private final List<Release> releases;
    private final ImageLog git;
    private final Optional<Instant> born;

    /**
     * Makes the timeline of a cluster.
     *
     * @param cluster its name
     * @param inventory what its inventory holds; empty where it can't be read
     * @param git what its image files named
     * @param born when the cluster came into the repo; empty where git does not tell
     */
    public Timeline(String cluster, Optional<Inventory> inventory, ImageLog git, Optional<Instant> born) {
        this.cluster = cluster;
        this.inventory = inventory;
        this.releases = inventory.map(Inventory::releases).orElse(List.of());
        this.git = git;
        this.born = born;
    }

    /** {@return whether the inventory may have forgotten releases} */
    private boolean isFull() {
        return inventory.filter(Inventory::isFull).isPresent();
    }

    /** {@return the resources that the inventory knows} */
    public Collection<String> resources() {
        TreeSet<String> names = new TreeSet<>();
        releases.forEach(release -> names.addAll(release.images().keySet()));
        return names;
    }

    /**
     * The periods of a resource.
     *
     * @param resource its name
     * @param files the image files that it uses; none where no image file names its images
     * @param inRepo whether the repo still has it for this cluster
     * @return the periods, oldest first
     */
    public List<Period> of(String resource, Collection<String> files, boolean inRepo) {
        List<Period> known = deployed(resource, files, inRepo);
        boolean gitTells = releases.isEmpty() || isFull();
        List<Period> all = new ArrayList<>(gitTells ? committed(resource, files, known) : List.of());
        all.addAll(known);
        return all;
    }

    private List<Period> deployed(String resource, Collection<String> files, boolean inRepo) {
        List<Period> periods = new ArrayList<>();
        boolean open = false;
        for (int i = releases.size() - 1; i >= 0; i--) {
            Release release = releases.get(i);
            Optional<List<String>> images = Optional.ofNullable(release.images().get(resource));
            if (images.isPresent()) {
                add(periods, resource, images.get(), release, files);
                open = true;
            } else if (open && !inRepo) {
                end(periods, release.time(), End.TAKEN_OUT);
                open = false;
            }
        }
        return periods;
    }

    private void add(
            List<Period> periods, String resource, List<String> images, Release release, Collection<String> files) {
        Optional<Period> last = periods.isEmpty() ? Optional.empty() : Optional.of(periods.get(periods.size() - 1));
        Optional<Period> same =
                last.filter(it -> it.to().isEmpty() && it.images().equals(images) && goesOn(it, release));
        if (same.isPresent()) {
            periods.set(periods.size() - 1, again(same.get(), release));
            return;
        }
        boolean back = !release.rollback().isEmpty()
                && last.filter(it -> !it.images().equals(images)).isPresent();
        end(periods, release.time(), back ? End.ROLLED_BACK : End.REPLACED);
        Optional<Setting> set = git.setting(files, images, release.time());
        boolean unsure = periods.isEmpty()
                && isFull()
                && set.filter(it -> it.time().isAfter(oldest())).isEmpty();
        periods.add(new Period(
                cluster,
                resource,
                images,
                release.time(),
                unsure,
                Optional.empty(),
                outcome(release),
                Optional.empty(),
                new Deploy(
                        release.commit(),
                        release.dirty(),
                        release.who(),
                        release.rollback(),
                        1,
                        release.result() == Result.FAILED ? 1 : 0),
                set));
    }

    private Instant oldest() {
        return releases.get(releases.size() - 1).time();
    }

    /** What ran goes on whatever comes of a later deploy; what never came up may come up with one. */
    private static boolean goesOn(Period period, Release release) {
        return period.outcome() == Outcome.SUCCEEDED || period.outcome() == outcome(release);
    }

    private static Period again(Period period, Release release) {
        Deploy first = period.deploy();
        int failed = first.failed() + (release.result() == Result.FAILED ? 1 : 0);
        return new Period(
                period.cluster(),
                period.resource(),
                period.images(),
                period.from(),
                period.orEarlier(),
                period.to(),
                period.outcome(),
                period.end(),
                new Deploy(first.commit(), first.dirty(), first.who(), first.rollback(), first.times() + 1, failed),
                period.set());
    }

    private static void end(List<Period> periods, Instant when, End how) {
        if (!periods.isEmpty() && periods.get(periods.size() - 1).to().isEmpty()) {
            periods.set(periods.size() - 1, periods.get(periods.size() - 1).ended(when, how));
        }
    }

    private static Outcome outcome(Release release) {
        return switch (release.result()) {
            case SUCCEEDED -> Outcome.SUCCEEDED;
            case FAILED -> Outcome.FAILED;
            case IN_PROGRESS -> Outcome.IN_PROGRESS;
        };
    }

    /** What was committed before the inventory begins; the last of it is what the inventory begins with, or was never seen. */
    private List<Period> committed(String resource, Collection<String> files, List<Period> known) {
        List<ImageLog.State> states = git.states(files);
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            ImageLog.State state = states.get(i);
            Optional<Instant> next =
                    i + 1 < states.size() ? Optional.of(states.get(i + 1).by().time()) : Optional.empty();
            boolean inInventory = known.stream()
                    .findFirst()
                    .filter(first -> !state.by().time().isBefore(first.from())
                            || (first.images().containsAll(state.images())
                                    && next.filter(time -> time.isBefore(first.from()))
                                            .isEmpty()))
                    .isPresent();
            boolean beforeBirth = born.isPresent()
                    && next.filter(time -> !time.isAfter(born.get())).isPresent();
            if (!inInventory && !beforeBirth && !state.images().isEmpty()) {
                periods.add(committed(resource, state, next));
            }
        }
        return periods;
    }

    private Period committed(String resource, ImageLog.State state, Optional<Instant> next) {
        Instant time = state.by().time();
        return new Period(
                cluster,
                resource,
                state.images(),
                born.filter(time::isBefore).orElse(time),
                state.orEarlier(),
                next,
                Outcome.COMMITTED,
                next.map(it -> End.REPLACED),
                new Deploy(state.by().commit(), false, state.by().author(), "", 0, 0),
                Optional.of(state.by()));
    }
}
