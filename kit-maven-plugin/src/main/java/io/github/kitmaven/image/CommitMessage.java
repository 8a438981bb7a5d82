package io.github.kitmaven.image;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words the commit of a new image: a text for people, and trailers for machines. */
public final class CommitMessage {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

    private CommitMessage() {}

    /**
     * Words it.
     *
     * @param template a text in which {@code {image}}, {@code {repository}}, {@code {tag}}, {@code {branch}} and
     *     {@code {commit}} stand for what they name; empty for kit's own words
     * @param image the new image
     * @return the message, trailers included
     * @throws UserException where the template has another name in braces
     */
    public static String of(Optional<String> template, NewImage image) {
        String text = template.filter(t -> !t.isBlank())
                .map(t -> filled(t.strip(), image))
                .orElseGet(() -> "Deploy " + image.image().shortName() + " to "
                        + image.file().branch());
        StringBuilder message = new StringBuilder(text).append("\n\n");
        message.append("Kit-Image: ").append(image.image()).append('\n');
        message.append("Kit-Service-Branch: ").append(image.file().branch()).append('\n');
        image.commit()
                .ifPresent(
                        id -> message.append("Kit-Service-Commit: ").append(id).append('\n'));
        return message.toString();
    }

    private static String filled(String template, NewImage image) {
        Map<String, String> values = Map.of(
                "image", image.image().toString(),
                "repository", image.file().repository(),
                "tag", image.image().tag().orElse(""),
                "branch", image.file().branch(),
                "commit", image.commit().orElse(""));
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Optional.ofNullable(values.get(found.group(1))).orElseThrow(() -> unknown(found, values))));
    }

    private static UserException unknown(MatchResult found, Map<String, String> values) {
        return new UserException(Diagnostic.of(
                "The commit message has " + found.group() + ", which kit does not know",
                "Use only " + new TreeSet<>(values.keySet()) + " in braces in kit.message"));
    }
}
