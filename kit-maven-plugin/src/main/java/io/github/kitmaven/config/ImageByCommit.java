package io.github.kitmaven.config;

import io.github.kitmaven.model.Origin;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the image of a commit is named, in the words of {@code images.byCommit} of kit.yaml.
 *
 * @param pattern the name, in which {@code {image_tag}}, {@code {branch}} and {@code {commit}} stand for what they name
 * @param origin where it stands
 */
public record ImageByCommit(String pattern, Origin origin) {
    private static final String ADVICE = "Write it as registry/{image_tag}:{branch}-{commit}";
    private static final Pattern WORD = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> WORDS = Set.of("image_tag", "branch", "commit");

    static Optional<ImageByCommit> of(Fields images) {
        return images.text("byCommit").filter(pattern -> !pattern.isEmpty()).map(pattern -> {
            Origin origin = images.originOf("byCommit");
            WORD.matcher(pattern).results().map(match -> match.group(1)).forEach(word -> {
                if (!WORDS.contains(word)) {
                    throw new UserException(Diagnostic.at(origin, "images.byCommit knows no {" + word + "}", ADVICE));
                }
            });
            if (!pattern.contains("{image_tag}") || !pattern.contains("{commit}")) {
                throw new UserException(
                        Diagnostic.at(origin, "images.byCommit needs both {image_tag} and {commit}", ADVICE));
            }
            return new ImageByCommit(pattern, origin);
        });
    }

    String image(String repository, String branch, String commit) {
        return WORD.matcher(pattern)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "branch" -> branch;
                            case "commit" -> commit;
                            default -> repository;
                        }));
    }
}
