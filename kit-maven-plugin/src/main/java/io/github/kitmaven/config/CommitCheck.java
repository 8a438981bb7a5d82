package io.github.kitmaven.config;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks that a resource gets an image of the commit that the deploy is for. Images whose tags name no commit don't
 * count; of those that do, one must be of this commit.
 *
 * <p>Source of the rule for version "2": kit-deploymentizer's generator, which compares whole hashes. In version "3" the
 * beginning of a hash will do, and only the tag is read, not a port or a name before it.
 */
record CommitCheck(FormatVersion version, ServiceCommit commit) {
    private static final Pattern LIKE_ORIGINAL = Pattern.compile(":.+-([a-f0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG =
            Pattern.compile(":(?:[^/:@]*-)?([a-f0-9]{7,64})(?:@.*)?$", Pattern.CASE_INSENSITIVE);

    private static final Pattern HASH = Pattern.compile("[a-fA-F0-9]{7,64}");

    CommitCheck {
        if (!commit.hash().isEmpty()
                && !version.likeOriginal()
                && !HASH.matcher(commit.hash()).matches()) {
            throw new UserException(Diagnostic.of(
                    "kit.commit is " + commit.hash() + ", which is no commit",
                    "Set it to the hash, or 7 digits of it or more"));
        }
    }

    /** Checks the values that have an {@code image}. */
    void check(Mapping resource, String name, Collection<? extends Value> values) {
        if (commit.hash().isEmpty()) {
            return;
        }
        List<Located> commits = values.stream()
                .filter(Mapping.class::isInstance)
                .flatMap(value -> ((Mapping) value).truthy("image").stream())
                .flatMap(image -> commit(image).stream())
                .toList();
        if (!commits.isEmpty() && commits.stream().map(Located::text).noneMatch(this::matches)) {
            throw new UserException(Diagnostic.at(
                    resource.origin(),
                    "The resource " + name + " gets no image of commit " + commit.hash()
                            + ", which kit.commit asks for: " + "its tags name "
                            + commits.stream().map(Located::shown).collect(Collectors.joining(", ")),
                    "Commit the image of that commit first, or set kit.commit to the commit of the image"));
        }
    }

    /** The commit that an image's tag names. */
    private Optional<Located> commit(Value image) {
        Matcher match = (version.likeOriginal() ? LIKE_ORIGINAL : TAG).matcher(image.text());
        return match.find()
                ? Optional.of(
                        new Located(match.group(1), image.secret() ? Secrets.MASK : match.group(1), image.origin()))
                : Optional.empty();
    }

    private boolean matches(String found) {
        if (version.likeOriginal()) {
            return found.equals(commit.hash());
        }
        String wanted = commit.hash().toLowerCase(Locale.ROOT);
        String lower = found.toLowerCase(Locale.ROOT);
        return wanted.startsWith(lower) || lower.startsWith(wanted);
    }
}
