package io.github.kitmaven.goal;

import io.github.kitmaven.git.CommitHistory.Relation;
import io.github.kitmaven.git.RemoteBranch;
import io.github.kitmaven.git.Snapshot;
import io.github.kitmaven.image.BuildOrigin;
import io.github.kitmaven.image.ImageChange;
import io.github.kitmaven.image.Trailers;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps an older build of a service from going over a newer one.
 *
 * <p>The commit of the image that is there stands at the end of its tag, where tags are made as kit makes them; if the
 * service's checkout knows it, that costs nothing. Else the trailers of the commit that set the image tell it, and when it
 * was made; they are looked for in the messages of the last commits, which are fetched without any file. Of two commits, the
 * one that is built on the other is newer; where the checkout can't tell (it is shallow, or the branch was pushed by force),
 * the later one is. Where nothing tells, as of an image that was set by hand, the build goes on.
 *
 * @param origin what this build is made from
 * @param history what the service's checkout knows
 * @param allowOlder whether not to look at all
 * @param passed the images that were compared already: an attempt that was outrun need not ask again
 */
record BuildOrder(BuildOrigin origin, ServiceHistory history, boolean allowOlder, Set<String> passed) {
    private static final Pattern COMMIT_IN_TAG = Pattern.compile(":(?:[^:@/]*[-_.])?([0-9a-f]{7,40})(?:@.*)?$");
    private static final int SHORT = 10;

    BuildOrder(BuildOrigin origin, ServiceHistory history, boolean allowOlder) {
        this(origin, history, allowOlder, new HashSet<>());
    }

    /**
     * Compares this build with the one that set the image which is there.
     *
     * @throws UserException where that is newer
     */
    void check(RemoteBranch remote, Snapshot head, ImageChange change) {
        Optional<String> mine = origin.commit().map(this::whole);
        if (allowOlder || mine.isEmpty() || change.replaced().isEmpty()) {
            return;
        }
        String there = change.replaced().get();
        if (!passed.contains(change.path() + " " + there)) {
            compare(remote, head, change, mine.get(), there);
            passed.add(change.path() + " " + there);
        }
    }

    private void compare(RemoteBranch remote, Snapshot head, ImageChange change, String mine, String there) {
        Optional<String> inTag = commitInTag(there);
        Relation relation =
                inTag.map(id -> history.commits().relation(id, mine)).orElse(Relation.UNKNOWN);
        switch (relation) {
            case SAME, ANCESTOR -> {}
            case DESCENDANT -> throw older(change, mine, inTag.orElse(""), "which is built on this build's");
            case DIVERGED, UNKNOWN -> setBy(remote, head, there).ifPresent(last -> check(change, mine, last));
        }
    }

    private void check(ImageChange change, String mine, Trailers last) {
        String id = last.commit().orElse("");
        Relation relation = id.isEmpty() ? Relation.UNKNOWN : history.commits().relation(id, mine);
        if (relation == Relation.DESCENDANT) {
            throw older(change, mine, id, "which is built on this build's");
        }
        boolean unclear = relation == Relation.DIVERGED || relation == Relation.UNKNOWN;
        if (unclear
                && origin.time().isPresent()
                && last.time().filter(origin.time().get()::isBefore).isPresent()) {
            throw older(
                    change,
                    mine,
                    id,
                    "which was committed later, at " + last.time().get());
        }
    }

    private Optional<Trailers> setBy(RemoteBranch remote, Snapshot head, String image) {
        return remote.messages(head).stream()
                .map(Trailers::of)
                .filter(trailers -> trailers.images().contains(image))
                .findFirst();
    }

    private Optional<String> commitInTag(String image) {
        Matcher found = COMMIT_IN_TAG.matcher(image);
        return found.find() ? known(found.group(1)) : Optional.empty();
    }

    private String whole(String id) {
        return known(id).orElse(id);
    }

    private Optional<String> known(String id) {
        try {
            return history.resolve().apply(id).filter(full -> full.startsWith(id));
        } catch (UserException e) {
            return Optional.empty(); // the begin of two ids, or of something else's
        }
    }

    private static UserException older(ImageChange change, String mine, String newer, String known) {
        return new UserException(Diagnostic.of(
                "This build is older than the image that " + change.path() + " names: "
                        + change.replaced().orElse("") + " is of the service's commit " + shortId(newer) + ", " + known
                        + ", " + shortId(mine),
                "Build the newer commit; to go back to this one all the same, use -Dkit.allowOlder=true"));
    }

    private static String shortId(String id) {
        return id.length() > SHORT ? id.substring(0, SHORT) : id;
    }
}
