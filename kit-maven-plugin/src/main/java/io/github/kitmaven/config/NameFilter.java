package io.github.kitmaven.config;

import io.github.kitmaven.problem.Diagnostic;
import io.github.kitmaven.problem.Nearest;
import io.github.kitmaven.problem.UserException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses some of the names there are, as a user asks for them.
 *
 * @param property the property the user set, such as {@code kit.clusters}
 * @param patterns names and globs, with {@code *} for any characters and {@code ?} for one; none chooses all
 */
public record NameFilter(String property, List<String> patterns) {

    /**
     * Reads the value of a property.
     *
     * @param property the property
     * @param value names and globs, separated by commas
     * @return the filter
     */
    public static NameFilter of(String property, String value) {
        return new NameFilter(
                property,
                Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(pattern -> !pattern.isEmpty())
                        .toList());
    }

    /** {@return whether the user left the choice open} */
    public boolean isOpen() {
        return patterns.isEmpty();
    }

    /**
     * Decides about one name.
     *
     * @param name the name
     * @return whether it is chosen
     */
    public boolean chooses(String name) {
        return isOpen() || patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    /**
     * Makes sure that the user's names exist.
     *
     * @param existing the names there are
     * @throws UserException if a name or glob matches none of them
     */
    public void check(Collection<String> existing) {
        List<Diagnostic> unmatched = patterns.stream()
                .filter(pattern -> existing.stream().noneMatch(name -> matches(pattern, name)))
                .map(pattern -> Diagnostic.of(
                        "-D" + property + ": nothing is named " + pattern, Nearest.advice(pattern, existing)))
                .toList();
        if (!unmatched.isEmpty()) {
            throw new UserException(unmatched);
        }
    }

    private static boolean matches(String glob, String name) {
        if (glob.indexOf('*') < 0 && glob.indexOf('?') < 0) {
            return glob.equals(name);
        }
        String regex = glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return name.matches(regex);
    }
}
