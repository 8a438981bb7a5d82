package io.github.kitmaven.config;

import io.github.kitmaven.model.Secrets;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the image of a commit is named, in the words of {@code images.byCommit} of kit.yaml.
 *
 * @param pattern the name and where it stands; in it {@code {image_tag}}, {@code {branch}} and {@code {commit}} stand for what they name
 */
public record ImageByCommit(Located pattern) {
    private static final String ADVICE = "Write it as registry/{image_tag}:{branch}-{commit}";
    private static final Pattern WORD = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> WORDS = Set.of("image_tag", "branch", "commit");

    static Optional<ImageByCommit> of(Fields images) {
        return images.located("byCommit").map(pattern -> {
            WORD.matcher(pattern.text()).results().map(match -> match.group(1)).forEach(word -> {
                if (!WORDS.contains(word)) {
                    String shown = pattern.secret() ? Secrets.MASK : word;
                    throw new UserException(
                            Diagnostic.at(pattern.origin(), "images.byCommit knows no {" + shown + "}", ADVICE));
                }
            });
            if (!pattern.text().contains("{image_tag}") || !pattern.text().contains("{commit}")) {
                throw new UserException(
                        Diagnostic.at(pattern.origin(), "images.byCommit needs both {image_tag} and {commit}", ADVICE));
            }
            return new ImageByCommit(pattern);
        });
    }

    /** The image of a repository's commit, which stands where the repository does. */
    Scalar image(Value repository, Value branch, String commit) {
        return Scalar.string(image(pattern.text(), repository.text(), branch.text(), commit), repository.origin())
                .shownAs(image(pattern.shown(), repository.shown(), branch.shown(), commit));
    }

    private static String image(String pattern, String repository, String branch, String commit) {
        return WORD.matcher(pattern)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "branch" -> branch;
                            case "commit" -> commit;
                            default -> repository;
                        }));
    }
}
