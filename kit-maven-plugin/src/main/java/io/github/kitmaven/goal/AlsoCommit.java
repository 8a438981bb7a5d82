package io.github.kitmaven.goal;

import io.github.kitmaven.config.NameFilter;
import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.UserException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which image files a branch writes besides its own.
 *
 * @param rules each a branch or glob, an equals sign, and the name of an image file: {@code master=release}
 */
record AlsoCommit(List<String> rules) {

    /**
     * Names the image files of a branch.
     *
     * @return the branch, and what is written with it, each once
     * @throws UserException where a rule is none
     */
    List<String> filesOf(String branch) {
        return Stream.concat(
                        Stream.of(branch),
                        rules.stream()
                                .map(AlsoCommit::parts)
                                .filter(rule -> new NameFilter("kit.alsoCommit", List.of(rule[0])).chooses(branch))
                                .map(rule -> rule[1]))
                .distinct()
                .toList();
    }

    private static String[] parts(String rule) {
        String[] parts = rule.strip().split("\\s*=\\s*", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new UserException(Diagnostic.of(
                    "kit.alsoCommit \"" + rule + "\" does not say which branch writes which image file",
                    "Write it as branch=file, where * and ? may stand in the branch, such as master=release"));
        }
        return parts;
    }
}
