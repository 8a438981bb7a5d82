package io.github.kitmaven.image;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words the commit of new images: a text for people, and trailers for machines. */
public final class CommitMessage {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

    private CommitMessage() {}

    /**
     * Words it.
     *
     * @param template a text in which {@code {image}}, {@code {repository}}, {@code {tag}}, {@code {branch}},
     *     {@code {commit}} and {@code {build}} stand for what they name, those of several images separated by commas; empty
     *     for kit's own words
     * @param images the new images, one at least
     * @param origin what they were built from
     * @return the message, trailers included
     * @throws UserException where the template has another name in braces
     */
    public static String of(Optional<String> template, List<NewImage> images, BuildOrigin origin) {
        String text = template.filter(t -> !t.isBlank())
                .map(t -> filled(t.strip(), images, origin))
                .orElseGet(() -> "Deploy " + shortNames(images) + " to " + origin.branch());
        List<String> names = names(images, image -> image.image().toString());
        return text + "\n\n" + Trailers.of(names, origin);
    }

    private static String shortNames(List<NewImage> images) {
        List<String> names = names(images, image -> image.image().shortName());
        return names.size() > 2
                ? names.get(0) + " and " + (names.size() - 1) + " more images"
                : String.join(" and ", names);
    }

    /** An image that goes to several files is named once. */
    private static List<String> names(List<NewImage> images, Function<NewImage, String> name) {
        return images.stream().map(name).distinct().toList();
    }

    private static String filled(String template, List<NewImage> images, BuildOrigin origin) {
        Map<String, String> values = Map.of(
                "image", joined(images, image -> image.image().toString()),
                "repository", joined(images, image -> image.file().repository()),
                "tag", joined(images, image -> image.image().tag().orElse("")),
                "branch", origin.branch(),
                "commit", origin.commit().orElse(""),
                "build", origin.build().orElse(""));
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Optional.ofNullable(values.get(found.group(1))).orElseThrow(() -> unknown(found, values))));
    }

    private static String joined(List<NewImage> images, Function<NewImage, String> name) {
        return names(images, name).stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    private static UserException unknown(MatchResult found, Map<String, String> values) {
        return new UserException(Diagnostic.of(
                "The commit message has " + found.group() + ", which kit does not know",
                "Use only " + new TreeSet<>(values.keySet()) + " in braces in kit.message"));
    }
}
